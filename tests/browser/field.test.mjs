// A volunteer's telephone: forms loaded once, filled without a network, nothing readable on it, sent later exactly once.
import assert from "node:assert/strict";
import axe from "axe-core";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { PHONE, openBrowser, visitor } from "./browser.mjs";
import { startFieldHouse } from "./field-house.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Words that were typed, and that no byte on the telephone may hold. */
const TYPED = ["Motdepassage", "Prenomsecret", "4242424"];
const PHOTO = Buffer.from(`JFIF synthetic ${"Imagesecrete ".repeat(5000)}`);
const SHOTS = process.env.DANNAYA_SHOTS;

let house, browser;

before(async () => {
  house = await startFieldHouse();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

async function shot(page, name) {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

/** What keeps people out by day and by night, and what is too wide or too low for a thumb. */
async function barriers(page, name) {
  await page.evaluate(axe.source);
  const found = [];
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    const result = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ["violations"] }), TAGS);
    found.push(...result.violations.map(({ id, help, nodes }) => `${name}, ${colorScheme}: ${id} (${help}) at ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`));
    if (colorScheme === "dark") await shot(page, `${name}-dark`);
  }
  const measured = await page.evaluate(() => {
    const wide = [...document.querySelectorAll("body *")].find((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest(".skip, .hide"));
    const target = (control) => (control.matches("[type=radio], [type=checkbox]") && control.closest("label")) || control;
    const low = [...document.querySelectorAll("main button, main input:not([type=hidden]), main select, main .btn")]
      .filter((one) => one.checkVisibility() && Math.round(target(one).getBoundingClientRect().height) < 44);
    return [...(wide ? [`sideways: ${wide.outerHTML.slice(0, 120)}`] : []), ...low.map((one) => `low: ${one.outerHTML.slice(0, 100)}`)];
  });
  await shot(page, name);
  return [...found, ...measured.map((what) => `${name}: ${what}`)];
}

/** Comes in by the link. */
async function enter(page, token = house.token) {
  await page.goto(`${house.url}/fr/field#${token}`);
  await page.waitForFunction(() => document.querySelector("#found").textContent !== "");
  assert.equal(page.url(), `${house.url}/fr/field`, "the key is out of the address");
  await page.getByRole("button", { name: "Entrer" }).click();
  await page.waitForURL("**/fr/field/forms");
  await page.getByText("Formulaires chargés pour remplir sans réseau : 1").waitFor();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

const onward = (page) => page.locator("#filling").getByRole("button", { name: "Continuer", exact: true }).click();

/** Fills the form on the page that works without a network, up to the sealed record. */
async function fillOffline(page, { village, called, photo }, look = async () => {}, said = "terminée et scellée") {
  await page.getByRole("button", { name: /^Remplir Ménage/ }).click();
  await page.getByLabel("Nom du village").fill(village);
  await look("village");
  await onward(page);
  await page.getByLabel("Combien de personnes ?").fill("500");
  await onward(page);
  await page.getByText("Entre 1 et 99.").first().waitFor();
  await look("people-fault");
  await page.getByLabel("Combien de personnes ?").fill("7");
  await onward(page);
  await page.getByLabel("Oui").check({ force: true });
  await onward(page);
  if (photo) await page.locator("#filling input[type=file]").setInputFiles({ name: "image.jpg", mimeType: "image/jpeg", buffer: photo });
  await look("photo");
  await onward(page);
  // The photograph of the well: none.
  await onward(page);
  await page.locator("#filling").getByRole("button", { name: /Ajouter/ }).click();
  await page.getByLabel("Prénom").fill(called);
  await onward(page);
  await look("repeat");
  await onward(page);
  await look("review");
  await page.locator("#filling").getByRole("button", { name: "Terminer la fiche" }).click();
  await page.locator("#done").filter({ hasText: said }).waitFor();
}

/** Every byte that this site keeps in the browser, as a page can read it. */
function stored(page) {
  return page.evaluate(async () => {
    const texts = [];
    const bytes = async (value) => {
      if (value instanceof Blob) value = await value.arrayBuffer();
      if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value), (byte) => String.fromCharCode(byte)).join("");
      if (value && typeof value === "object") return (await Promise.all(Object.entries(value).map(async ([name, one]) => `${name}=${await bytes(one)}`))).join(";");
      return String(value);
    };
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of db.objectStoreNames) {
        const all = await new Promise((resolve) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        for (const one of all) texts.push(`idb ${name}/${store}: ${await bytes(one)}`);
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const kept = await cache.match(request);
        texts.push(`cache ${request.url}: ${await bytes(await kept.blob())}`);
      }
    }
    for (const store of [localStorage, sessionStorage]) texts.push(`storage: ${JSON.stringify(store)}`);
    return texts;
  });
}

/** Every file below a folder that holds one of these words, in UTF-8 or UTF-16. */
function filesWith(folder, words) {
  const found = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const content = readFileSync(path);
    for (const word of words) {
      if (content.includes(Buffer.from(word)) || content.includes(Buffer.from(word, "utf16le"))) found.push(`${word} in ${path}`);
    }
  }
  return found;
}

/** Keeps the texts of records as they are sealed, for comparing. */
function watchRecords(page) {
  return page.addInitScript(() => {
    const encode = TextEncoder.prototype.encode;
    globalThis.sealedRecords = [];
    TextEncoder.prototype.encode = function (text) {
      if (text.startsWith("<?xml")) globalThis.sealedRecords.push(text);
      return encode.call(this, text);
    };
  });
}

/** Sends a record as Collect would: the house says whether it has the same to the byte. */
async function sentByCollect(xml) {
  const body = new FormData();
  body.append("xml_submission_file", new Blob([xml], { type: "text/xml" }), "record.xml");
  const answer = await fetch(`${house.url}/key/${house.token}/submission`, { method: "POST", body, headers: { "X-OpenRosa-Version": "1.0" } });
  return { status: answer.status, said: await answer.text() };
}

test("a record filled without a network is unreadable on the telephone and arrives once, to the byte", async () => {
  const profile = mkdtempSync(join(tmpdir(), "dannaya-phone-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    viewport: PHONE,
    locale: "fr-FR",
    reducedMotion: "reduce",
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(15_000);
    const complaints = [];
    page.on("console", (message) => message.type() === "error" && !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to load resource/.test(message.text()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await watchRecords(page);
    const found = [];
    await page.goto(`${house.url}/fr/field`);
    found.push(...(await barriers(page, "field-door")));
    await enter(page);
    found.push(...(await barriers(page, "field-forms")));

    await context.setOffline(true);
    await page.goto(`${house.url}/fr/field/forms`);
    await page.getByRole("heading", { name: "Remplir sans réseau" }).waitFor();
    found.push(...(await barriers(page, "field-offline")));
    const look = async (name) => found.push(...(await barriers(page, `field-offline-${name}`)));
    const [village, called] = TYPED;
    await fillOffline(page, { village: `${village} 4242424`, called, photo: PHOTO }, look);
    found.push(...(await barriers(page, "field-sealed")));
    await page.getByText("Fiches scellées à envoyer : 1").waitFor();
    const [xml] = await page.evaluate(() => globalThis.sealedRecords);
    for (const word of TYPED) assert.ok(xml.includes(word), `the record says ${word}`);

    const kept = (await stored(page)).filter((text) => text.startsWith("idb "));
    assert.equal(kept.length, 1);
    assert.ok(kept[0].includes("body=DNF1"), kept[0].slice(0, 200));
    const words = [...TYPED, "Imagesecrete", house.token];
    for (const text of await stored(page)) {
      for (const word of words) assert.ok(!text.includes(word), `${word} stands in ${text.slice(0, 80)}`);
    }

    assert.deepEqual(house.records(), []);
    await context.setOffline(false);
    await page.getByText("Aucune fiche n’attend.").waitFor();
    const [record, ...more] = house.records();
    assert.equal(more.length, 0);
    assert.equal(record.answers.village, `${village} 4242424`, JSON.stringify(record));
    assert.equal(record.awaited_files, 0);
    assert.deepEqual(house.files(), [PHOTO], "the photograph is the one that was chosen");
    const again = await sentByCollect(xml);
    assert.equal(again.status, 201, again.said);
    assert.match(again.said, /déjà arrivée/, "the same to the byte");
    assert.equal(house.records().length, 1);
    assert.equal((await stored(page)).filter((text) => text.startsWith("idb ")).length, 0, "it is forgotten when it arrived");
    assert.deepEqual(found, []);
    assert.deepEqual(complaints, []);

    // Leaving takes everything of the area off the phone.
    await page.goto(`${house.url}/fr/field/forms`);
    await page.getByText("Formulaires chargés pour remplir sans réseau : 1").waitFor();
    await page.getByRole("button", { name: "Quitter et tout effacer" }).click();
    await page.waitForURL("**/fr/field");
    const left = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    assert.deepEqual(left, { databases: [], caches: [], workers: 0 });
    assert.deepEqual(await context.cookies(`${house.url}/fr/field`), []);
    await context.close();
    assert.deepEqual(filesWith(profile, [...TYPED, "Imagesecrete"]), [], "nothing typed is on the disk of the telephone");
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test("no worker controls the pages of a report, even where a volunteer's area has one", async () => {
  const page = await visitor(browser, house, { script: true });
  await enter(page);
  const scopes = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname));
  assert.deepEqual(scopes, ["/fr/field"]);
  for (const path of ["/fr/report/denunciation", "/fr/follow", "/fr", "/desk/login"]) {
    await page.goto(`${house.url}${path}`);
    const seen = await page.evaluate(async () => ({
      controlled: navigator.serviceWorker.controller !== null,
      registered: (await navigator.serviceWorker.getRegistration()) !== undefined,
      scripts: document.scripts.length,
    }));
    assert.deepEqual(seen, { controlled: false, registered: false, scripts: 0 }, path);
  }
  await page.context().close();
});

test("records that wait are sent once although the server is killed again and again", async () => {
  const page = await visitor(browser, house, { script: true });
  const before = house.records().length;
  await enter(page);
  await page.context().setOffline(true);
  await page.goto(`${house.url}/fr/field/forms`);
  for (let n = 1; n <= 4; n += 1) await fillOffline(page, { village: `Hameau ${n}`, called: "Kadi", photo: PHOTO });
  await page.getByText("Fiches scellées à envoyer : 4").waitFor();
  let kills = 0;
  // One after the other: two of them would start two servers.
  let turn = Promise.resolve();
  page.on("request", (request) => {
    if (!request.url().endsWith("/outbox") || kills >= 4) return;
    kills += 1;
    // At another moment each time: before it is read, while it is written, after the disk has it.
    const wait = (kills - 1) * 15;
    turn = turn.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, wait));
      await house.kill();
      await house.start();
    });
  });
  await page.context().setOffline(false);
  const begun = Date.now();
  for (;;) {
    const waiting = await page.locator('[data-part="waiting"]').textContent();
    if (waiting === "Aucune fiche n’attend.") break;
    assert.ok(Date.now() - begun < 60_000, `${waiting} after ${kills} kills`);
    // The button goes when nothing waits any more, which may be now.
    await page.locator('[data-part="send"]').click({ timeout: 500 }).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await turn;
  assert.ok(kills >= 2, `${kills} kills`);
  const villages = house.records().map((record) => record.answers.village).filter((village) => village?.startsWith("Hameau"));
  assert.deepEqual(villages.sort(), ["Hameau 1", "Hameau 2", "Hameau 3", "Hameau 4"]);
  assert.equal(house.records().length, before + 4);
  await page.context().close();
});

test("after the access was closed the records stay sealed, and leaving asks before it loses them", async () => {
  const name = "Bénévole de passage";
  const token = house.enlist(name);
  const page = await visitor(browser, house, { script: true });
  const before = house.records().length;
  await enter(page, token);
  await page.context().setOffline(true);
  await page.goto(`${house.url}/fr/field/forms`);
  await fillOffline(page, { village: "Hameau", called: "Kadi" });
  house.revoke(name);
  await page.context().setOffline(false);
  await page.getByText("Entrez de nouveau avec votre clé pour envoyer.").waitFor();
  await page.getByText("Fiches scellées à envoyer : 1").waitFor();
  assert.equal(house.records().length, before);
  // Another volunteer on the same telephone: what the first one filled is not sent as theirs.
  await page.goto(`${house.url}/fr/field`);
  await enter(page);
  await page.getByText("Cette fiche a été remplie par une autre personne.").waitFor();
  assert.equal(house.records().length, before);
  assert.deepEqual(await barriers(page, "field-apart"), []);
  await page.getByRole("button", { name: "Quitter et tout effacer" }).click();
  await page.getByText("Si vous quittez maintenant, elles sont perdues.").waitFor();
  assert.deepEqual(await barriers(page, "field-leave-unsent"), []);
  await page.getByRole("button", { name: "Perdre ces fiches et quitter" }).click();
  await page.waitForURL("**/fr/field");
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  await page.context().close();
});

/** Presses the button of the only form on the page that works without a network. */
const open = (page) => page.getByRole("button", { name: /^Remplir Ménage/ }).click();

test("of two volunteers on one telephone each seals under their own name, and no key stays in an address", async () => {
  const page = await visitor(browser, house, { script: true });
  await enter(page);
  const before = house.records().length;
  // A page on which the first one's forms stand stays open.
  const left = await page.context().newPage();
  await left.goto("/fr/field/offline");
  await left.getByRole("button", { name: /^Remplir Ménage/ }).waitFor();
  // The second one's link is opened while the first one is signed in.
  const other = house.enlist("Bénévole seconde");
  await enter(page, other);
  await page.getByText("Vous êtes Bénévole seconde.").waitFor();
  await left.bringToFront();
  await open(left);
  await left.getByRole("button", { name: /^Remplir Ménage/ }).waitFor();
  await fillOffline(left, { village: "À la seconde", called: "Kadi" });
  await left.getByText("Aucune fiche n’attend.").waitFor();
  const mine = house.records().filter((record) => record.answers.village === "À la seconde");
  assert.deepEqual(mine.map((record) => record.volunteer), ["Bénévole seconde"]);
  assert.equal(house.records().length, before + 1);
  await left.close();

  // The forms of the one who comes next do not get through: those of the one before are not offered to them.
  const offered = async () => {
    await page.context().setOffline(true);
    await page.goto(`${house.url}/fr/field/offline`);
    await page.getByText("Aucun formulaire n’est encore chargé").waitFor();
    assert.equal(await page.getByRole("button", { name: /^Remplir Ménage/ }).count(), 0);
    await page.context().setOffline(false);
  };
  await page.route("**/fr/field/load", (route) => route.abort());
  await page.goto(`/fr/field#${house.token}`);
  await page.getByRole("button", { name: "Entrer" }).click();
  await page.getByText("Les formulaires n’ont pas pu être chargés.").waitFor();
  await offered();
  await page.unroute("**/fr/field/load");
  await page.goto("/fr/field/forms");
  await page.getByText("Formulaires chargés pour remplir sans réseau : 1").waitFor();
  // Nor where the page of the door ran no script.
  await page.evaluate((token) => fetch("/fr/field", { method: "POST", body: new URLSearchParams({ token }) }), other);
  await page.evaluate(async () => {
    const cache = await caches.open("field-forms-fr");
    for (const { url } of await cache.keys()) if (!url.endsWith("/load")) await cache.delete(url);
  });
  await page.route("**/fr/field/load/**", (route) => route.abort());
  await page.goto("/fr/field/forms");
  await page.getByText("Les formulaires n’ont pas pu être chargés.").waitFor();
  await offered();
  await page.unroute("**/fr/field/load/**");

  // Without a network the worker answers the link, and takes the key out of it too.
  await page.goto("/fr/field/forms");
  await page.getByText("Formulaires chargés pour remplir sans réseau : 1").waitFor();
  await page.context().setOffline(true);
  await page.goto(`${house.url}/fr/field#${house.token}`);
  await page.getByRole("heading", { name: "Remplir sans réseau" }).waitFor();
  await page.waitForURL(`${house.url}/fr/field`);
  await page.context().close();
});

test("a record that was begun is not thrown away by going back, and what the telephone cannot do is said", async () => {
  const page = await visitor(browser, house, { script: true });
  await enter(page);
  await page.goto("/fr/field/offline");
  const back = page.locator("#filling").getByRole("button", { name: "Retour", exact: true });
  await open(page);
  await back.click();
  await page.locator("#filling").waitFor({ state: "hidden" });
  await open(page);
  await page.getByLabel("Nom du village").fill("Bourg");
  await back.click();
  await page.getByText("Si vous revenez aux formulaires, elle est perdue.").waitFor();
  assert.deepEqual(await barriers(page, "field-unfinished"), []);
  await onward(page);
  await page.getByText("Si vous revenez aux formulaires, elle est perdue.").waitFor({ state: "hidden" });
  await back.click();
  assert.equal(await page.getByLabel("Nom du village").inputValue(), "Bourg");
  await back.click();
  await page.getByRole("button", { name: "Perdre cette fiche et revenir" }).click();
  await page.locator("#filling").waitFor({ state: "hidden" });

  // A form that was kept for another program.
  await page.evaluate(async () => {
    const cache = await caches.open("field-forms-fr");
    const form = (await cache.keys()).find(({ url }) => url.includes("/field/load/"));
    const kept = await (await cache.match(form)).json();
    kept.portable.shape += 1;
    await cache.put(form, new Response(JSON.stringify(kept)));
  });
  await open(page);
  await page.locator("#done").filter({ hasText: "Ce formulaire ne s’ouvre pas sur ce téléphone." }).waitFor();
  // A large picture is a page of its own, beside the record and without a network too.
  const beside = await page.evaluate(async () => {
    const { Field } = await import(document.querySelector("script[src$='/offline.js']").src.replace("offline.js", "fields.js"));
    const field = { around: { media: (uri) => uri }, say: () => "" };
    const [link] = Field.prototype.mediaOf.call(field, { text: "", image: "/small.jpg", bigImage: "/large.jpg" });
    return [link.pathname, link.target];
  });
  assert.deepEqual(beside, ["/large.jpg", "_blank"]);
  await page.context().setOffline(true);
  await page.evaluate(async () => (await caches.open("field-forms-fr")).put("/fr/field/media/f/0/large.txt", new Response("la grande image")));
  await page.goto(`${house.url}/fr/field/media/f/0/large.txt`);
  assert.equal(await page.locator("body").textContent(), "la grande image");
  await page.context().close();

  // A connection that is not secure, on which browsers keep nothing.
  const plain = await visitor(browser, house, { script: true });
  await plain.addInitScript(() => {
    delete globalThis.caches;
    Object.defineProperty(globalThis, "isSecureContext", { value: false });
  });
  await plain.goto("/fr/field/offline");
  await plain.getByText("Ce navigateur ne permet pas de remplir sans réseau.").waitFor();
  await plain.goto(`/fr/field#${house.token}`);
  await plain.getByRole("button", { name: "Entrer" }).click();
  await plain.waitForURL("**/fr/field/forms");
  await plain.context().close();
});

test("two items that never get through, or are too large for what stands between, hold up no other", async () => {
  const page = await visitor(browser, house, { script: true });
  const before = house.records().length;
  await enter(page);
  await page.goto("/fr/field/offline");
  await page.getByText("Formulaires chargés pour remplir sans réseau : 1").waitFor();
  await page.evaluate(async () => {
    const { fetch } = globalThis;
    globalThis.fetch = async (to, options = {}) => {
      const said = options.body instanceof Blob && options.body.size < 10 ? await options.body.text() : "";
      return said ? new Response("<h1>Non</h1>", { status: Number(said.slice(0, 3)) }) : fetch(to, options);
    };
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open("field", 1);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = db.transaction("outbox", "readwrite");
    // What somebody between the telephone and the house answers to each, for ever.
    for (const [at, id] of ["413 a", "503 a", "413 b", "503 b"].entries()) {
      transaction.objectStore("outbox").put({ id, record: id, part: 0, at, body: new Blob([id]), apart: null });
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    db.close();
  });
  await fillOffline(page, { village: "Derrière", called: "Kadi" });
  await page.getByText("Le serveur ne répond pas comme prévu.").waitFor();
  await page.locator('[data-part="send"]').click();
  await page.getByText("Fiches scellées à envoyer : 4").waitFor();
  assert.equal(house.records().length, before + 1);
  await page.context().close();
});

test("an answer that is not the house's, or no room on the telephone, loses nothing", async () => {
  const page = await visitor(browser, house, { script: true });
  const before = house.records().length;
  await enter(page);
  await page.goto(`${house.url}/fr/field/offline`);
  for (const [status, body] of [[200, "<h1>Réseau payant</h1>"], [503, "<h1>En travaux</h1>"], [413, ""], [201, undefined]]) {
    // The last one is cut off: the house has it, and its answer does not come through.
    let tried;
    const reached = new Promise((resolve) => (tried = resolve));
    await page.route("**/fr/field/outbox", async (route) => {
      tried();
      if (body !== undefined) return route.fulfill({ status, contentType: "text/html", body });
      await route.fetch();
      return route.abort();
    });
    if (status === 200) await fillOffline(page, { village: "Bourg", called: "Kadi" });
    else await page.locator('[data-part="send"]').click();
    await reached;
    await page.getByText(body === undefined ? "Pas de réseau." : "Le serveur ne répond pas comme prévu.").waitFor();
    await page.getByText("Fiches scellées à envoyer : 1").waitFor();
    await page.unroute("**/fr/field/outbox");
  }
  assert.equal(house.records().length, before + 1, "it arrived when the answer was cut off");
  await page.locator('[data-part="send"]').click();
  await page.getByText("Aucune fiche n’attend.").waitFor();
  assert.equal(house.records().length, before + 1);

  await page.evaluate(() => {
    globalThis.add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await fillOffline(page, { village: "Bourg", called: "Awa" }, async () => {}, "n’a peut-être plus de place");
  assert.ok(await page.locator("#filling").getByText("Awa").first().isVisible(), "the answers stay on the screen");
  const finish = page.locator("#filling").getByRole("button", { name: "Terminer la fiche" });
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException("broken", "UnknownError");
    };
  });
  await finish.click();
  // Both sentences name the button; the one about room has to go first.
  await page.locator("#done").filter({ hasText: "Appuyez encore sur « Terminer la fiche »", hasNotText: "place" }).waitFor();
  await page.evaluate(() => (IDBObjectStore.prototype.add = globalThis.add));
  await finish.click();
  await page.getByText("Aucune fiche n’attend.").waitFor();
  assert.equal(house.records().length, before + 2);
  await page.context().close();
});

for (const script of [false, true]) {
  test(`with a network, ${script ? "with" : "without"} scripts, a record is written, put aside, taken up and sent`, async () => {
    const page = await visitor(browser, house, { script });
    const before = house.records().length;
    const found = [];
    const look = async (name) => script && found.push(...(await barriers(page, name)));
    await page.goto("/fr/field");
    await page.getByLabel("Votre clé").fill(house.token);
    await page.getByRole("button", { name: "Entrer" }).click();
    await page.getByRole("button", { name: /^Remplir/ }).click();
    await page.getByLabel("Nom du village").fill("Village en ligne");
    await look("field-question");
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.goto("/fr/field/forms");
    await look("field-drafts");
    await page.getByRole("link", { name: "Continuer" }).first().click();
    await page.getByLabel("Combien de personnes ?").fill("3");
    for (let n = 0; n < 5 && !page.url().endsWith("/review"); n += 1) await page.getByRole("button", { name: "Continuer" }).click();
    await look("field-review");
    await page.getByRole("button", { name: "Envoyer la fiche" }).click();
    await page.getByText("La fiche est bien arrivée.").waitFor();
    await look("field-arrived");
    assert.equal(house.records().length, before + 1);
    assert.deepEqual(found, []);
    await page.context().close();
  });
}
