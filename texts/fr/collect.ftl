### Ce que ODK Collect affiche à la personne qui remplit un formulaire sur le terrain : une phrase ou deux, 200 caractères au plus.

collect-stored = La fiche est bien arrivée.
collect-trial = Essai : { $form }
collect-trial-stored = La fiche d’essai est bien arrivée. Elle ne compte pas.
collect-again = La fiche était déjà arrivée : rien n’a été enregistré deux fois.

## Accès
collect-token = Cet accès n’est pas connu ou a été fermé. Vos fiches restent sur ce téléphone. Demandez un nouveau code à votre responsable.
collect-not-openrosa = Cette adresse est faite pour ODK Collect. Montrez le code à l’appareil photo de Collect, ou copiez-y l’adresse.
collect-no-form = Ce formulaire ne vous est pas ou plus proposé. Actualisez la liste des formulaires.
collect-no-file = Ce fichier du formulaire n’existe pas ici. Actualisez le formulaire, ou prévenez votre responsable.

## Fiches
collect-no-record = L’envoi ne contient pas de fiche. Essayez encore.
collect-not-xml = La fiche est abîmée à la ligne { $line } et n’a pas été enregistrée. Gardez-la et prévenez votre responsable.
collect-doctype = La fiche contient un DOCTYPE (ligne { $line }), ce qu’une fiche n’a jamais. Elle n’a pas été enregistrée.
collect-strange-xml = La fiche n’est pas faite comme celles de Collect (ligne { $line }). Elle n’a pas été enregistrée.
collect-no-form-id = La fiche ne dit pas de quel formulaire elle vient. Elle n’a pas été enregistrée.
collect-nameless = Cette fiche chiffrée n’a pas d’identifiant : personne ne pourrait l’ouvrir. Elle n’a pas été enregistrée.
collect-record-too-large = Les réponses pèsent plus de 16 Mo. La fiche n’a pas été enregistrée. Gardez-la et prévenez votre responsable.
collect-unknown-form = Ce serveur ne connaît pas ce formulaire. Gardez la fiche et prévenez votre responsable.
collect-unknown-version = Ce serveur ne connaît pas cette version du formulaire. Gardez la fiche et prévenez votre responsable.
collect-not-entrusted = Ce formulaire n’est pas confié à cet accès. Gardez la fiche et prévenez votre responsable.
collect-not-open = Ce formulaire ne reçoit pas de fiches en ce moment. Gardez la vôtre et prévenez votre responsable.
collect-clash = Une autre fiche porte déjà cet identifiant. La vôtre a été mise de côté pour votre responsable : prévenez-le.
collect-unknown-original = Cette fiche en corrige une que le serveur n’a pas reçue. Envoyez d’abord la première, puis celle-ci.
collect-stale = Cette fiche en corrige une qui a déjà été corrigée. Gardez-la et prévenez votre responsable.

## Pannes
collect-fault-not-found = Cette adresse n’existe pas. Vérifiez l’adresse du serveur dans les réglages de Collect.
collect-fault-method = Cette adresse n’accepte pas cette demande. Vérifiez l’adresse du serveur dans les réglages de Collect.
collect-fault-unreadable = L’envoi est arrivé incomplet. Rien n’a été enregistré. Essayez encore.
collect-fault-too-large = L’envoi est trop lourd. Rien n’a été enregistré. Gardez la fiche et prévenez votre responsable.
collect-fault-too-slow = L’envoi n’est pas arrivé à temps. Rien n’a été enregistré. Essayez encore quand le réseau est meilleur.
collect-fault-busy = Beaucoup d’envois en ce moment. Rien n’a été enregistré. Essayez encore dans une minute.
collect-fault-no-room = Le serveur n’a plus de place. Rien n’a été enregistré. Gardez la fiche et prévenez votre responsable.
collect-fault-store-stopped = Le serveur ne peut plus rien enregistrer de façon sûre. Gardez la fiche et envoyez-la plus tard.
collect-fault-forbidden = Cet acte n’est pas permis à cet accès. Prévenez votre responsable.
collect-fault-internal = Une erreur de notre côté. Gardez la fiche et envoyez-la plus tard.
