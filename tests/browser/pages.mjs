// Every page there is. A new page is added here once, and is then judged for access, weight, width and pictures.
import assert from "node:assert/strict";
import { PHONE, visitor } from "./browser.mjs";
import { letterFor, logIn, openLetter, renewLetter } from "./desk.mjs";
import { act, fill, goOn, noError, press, unfold } from "./forms.mjs";
import { REPORT_PATH, walkReport } from "./report.mjs";

/** Pages that anybody reaches by their address. */
export const PUBLIC = [
  { name: "home", path: "/fr" },
  { name: "home-en", path: "/en" },
  { name: "who-sees-what", path: "/fr/who-sees-what" },
  { name: "report-start-en", path: "/en/report/denunciation" },
  { name: "follow", path: "/fr/follow" },
  { name: "follow-unknown", path: "/fr/follow", then: (page) => enter(page, { receipt: "12345678901234567890" }) },
  { name: "follow-case", path: "/fr/follow", then: (page, demo) => follow(page, demo.receipt) },
  { name: "data", path: "/fr/data" },
  { name: "data-en", path: "/en/data" },
  { name: "data-cercle", path: "/fr/data?by=cercle" },
  { name: "data-region", path: "/fr/data", then: (page) => goOn(page.locator("main").getByRole("link", { name: /ségou/i }).first()) },
  { name: "data-method", path: "/fr/data/method" },
  { name: "data-bodies", path: "/fr/data/bodies" },
  { name: "surveys", path: "/fr/surveys" },
  { name: "survey", path: "/fr/surveys/perception" },
  { name: "survey-en", path: "/en/surveys/perception?by=age" },
  { name: "survey-place", path: "/fr/surveys/civact?by=place" },
  { name: "survey-region", path: "/fr/surveys/perception?by=place", then: (page) => linked(page, /^Mopti$/) },
  { name: "survey-map", path: "/fr/surveys/perception", then: (page) => linked(page, /carte et détail/i) },
  { name: "survey-map-cercle", path: "/fr/surveys/perception", then: (page) => linked(page, /carte et détail/i, /par cercle/i) },
  { name: "survey-question", path: "/fr/surveys/perception", then: (page) => linked(page, /^Confiance dans la police$/) },
  { name: "survey-codebook", path: "/fr/surveys/perception", then: (page) => linked(page, /questions et méthode/i) },
  { name: "survey-ranking", path: "/fr/surveys/civact", then: (page) => linked(page, /tout le classement/i) },
  { name: "survey-ranking-place", path: "/fr/surveys/civact", then: (page) => linked(page, /tout le classement/i, /^Mopti$/) },
  { name: "survey-sheet", path: "/fr/surveys/civact", then: (page) => linked(page, /tout le classement/i, /^Mopti$/, /feuille à imprimer/i) },
  { name: "field", path: "/fr/field" },
  { name: "report-over", path: `${REPORT_PATH}/review` },
  { name: "report-erased", path: `${REPORT_PATH}/erased` },
  { name: "desk-login", path: "/desk" },
  { name: "desk-login-wrong", path: "/desk", then: (page) => enter(page, { login: "personne", passphrase: "phrase synthétique" }) },
  { name: "office-unknown", path: "/fr/office/unknown" },
  { name: "not-found", path: "/fr/no-such-page" },
];

/** Follows links by what they say, one after the other. */
async function linked(page, ...names) {
  for (const name of names) await goOn(page.locator("main").getByRole("link", { name }).first());
}

/** What the phone that sent a report is shown afterwards, and a report begun anew and left half done. */
const AFTER_REPORT = [
  { name: "report-sent", path: `${REPORT_PATH}/review` },
  { name: "report-start-sent", path: REPORT_PATH },
  { name: "report-faulty", path: REPORT_PATH, then: startAndSayNothing },
  { name: "report-incomplete", path: `${REPORT_PATH}/review`, then: (page) => press(page.locator("main form").first(), /envoyer/i) },
  { name: "report-start-begun", path: REPORT_PATH },
];

/** What an institution sees, after a fresh letter: a link opens in one browser only. */
export const OFFICE = [
  { name: "office-door", path: (demo) => demo.office.link },
  { name: "office-wrong-code", path: (demo) => demo.office.link, then: (page) => enter(page, { code: "0000 0000" }) },
  { name: "office-case", path: (demo) => demo.office.link, then: (page, demo) => enter(page, { code: demo.office.code }) },
];

const firstCase = (page) => goOn(page.locator("main").getByRole("link", { name: /^DN-/ }).first());
const firstMember = (page) => goOn(page.locator("main").getByRole("link", { name: /synthétique/ }).first());

const firstRecord = (page) => goOn(page.locator("main table").getByRole("link").first());
/** An interview that was drawn to be asked again; tables of how well answers agree may stand above. */
async function firstDrawn(page) {
  await onceRead(page);
  await goOn(page.locator("main table a[href*='/checks/']").first());
}

/** A house that has just been started reads the interviews of a survey before it shows anything of them. */
async function onceRead(page) {
  for (let tries = 0; tries < 120 && (await page.getByText(/en cours de lecture/).count()); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.reload();
  }
}

/** Pages of the desk, by the role that sees them. `then` is done after the path is open. */
export const DESK = [
  { role: "caseworker", name: "queue", path: "/desk" },
  { role: "caseworker", name: "queue-all", path: "/desk?tab=all" },
  { role: "caseworker", name: "queue-empty", path: "/desk?tab=all&place=none" },
  { role: "caseworker", name: "case-conflict", path: "/desk?tab=new", then: saveTooLate },
  { role: "caseworker", name: "case", path: "/desk?tab=new", then: firstCase },
  { role: "caseworker", name: "account", path: "/desk/account" },
  { role: "coordinator", name: "overview", path: "/desk/coordinator" },
  { role: "coordinator", name: "case-overdue", path: "/desk?tab=overdue", then: firstCase },
  { role: "coordinator", name: "case-coordinator", path: (demo) => `/desk/case/${demo.office.reference}` },
  { role: "coordinator", name: "code", path: (demo) => `/desk/case/${demo.office.reference}`, then: renewLetter },
  { role: "caseworker", name: "forms-reader", path: "/desk/forms" },
  { role: "caseworker", name: "record", path: "/desk/forms/visite/submissions", then: firstRecord },
  { role: "caseworker", name: "entry-sheet", path: "/desk/forms/visite/entry", then: takeSheet },
  { role: "caseworker", name: "entry-faulty", path: "/desk/forms/visite/entry", then: typeFaulty },
  { role: "caseworker", name: "entry", path: "/desk/forms/visite/entry", then: typeFirst },
  { role: "coordinator", name: "entry-second", path: "/desk/forms/visite/entry", then: checkSecond },
  { role: "coordinator", name: "entry-settle", path: "/desk/forms/visite/entry", then: typeSecond },
  { role: "coordinator", name: "entry-settle-faulty", path: "/desk/forms/visite/entry", then: settleFaulty },
  { role: "coordinator", name: "form-paper", path: "/desk/forms/visite/paper" },
  { role: "coordinator", name: "forms", path: "/desk/forms" },
  { role: "coordinator", name: "form", path: "/desk/forms/visite" },
  { role: "coordinator", name: "form-new", path: "/desk/forms/new" },
  { role: "coordinator", name: "form-faulty", path: "/desk/forms/new", then: (page) => press(page.locator("main form").first()) },
  { role: "coordinator", name: "form-questions", path: "/desk/forms/visite/questions" },
  { role: "coordinator", name: "form-trial", path: "/desk/forms/visite/trial" },
  { role: "coordinator", name: "form-trial-link", path: "/desk/forms/visite/trial", then: (page) => press(page.locator("form[action$='/trial/link']")) },
  { role: "coordinator", name: "form-try", path: "/desk/forms/visite/try", then: (page) => press(page.locator("main form").first(), /donne/) },
  { role: "coordinator", name: "records", path: "/desk/forms/visite/submissions" },
  { role: "coordinator", name: "records-empty", path: "/desk/forms/visite/submissions?to=2000-01-01" },
  { role: "coordinator", name: "records-map", path: "/desk/forms/visite/map" },
  { role: "coordinator", name: "record-clash", path: "/desk/forms/visite/submissions?clashing=yes", then: firstRecord },
  { role: "coordinator", name: "record-reviewed", path: "/desk/forms/visite/submissions?waiting=yes", then: review },
  { role: "coordinator", name: "lists", path: "/desk/lists" },
  { role: "coordinator", name: "list", path: "/desk/lists/points_eau" },
  { role: "coordinator", name: "list-empty", path: "/desk/lists/points_eau", then: lookForNothing },
  { role: "coordinator", name: "entity", path: "/desk/lists/points_eau/0de30000-0000-4000-8000-000000000000" },
  { role: "coordinator", name: "entity-conflict", path: "/desk/lists/points_eau/0de30000-0000-4000-8000-000000000001" },
  { role: "coordinator", name: "record-correct", path: "/desk/forms/visite/submissions", then: correct },
  { role: "coordinator", name: "surveys", path: "/desk/surveys" },
  { role: "coordinator", name: "survey-round", path: "/desk/surveys/civact/third", then: onceRead },
  { role: "coordinator", name: "survey-signs", path: "/desk/surveys/civact/third/signs", then: onceRead },
  { role: "coordinator", name: "survey-places", path: "/desk/surveys/civact/third/places", then: onceRead },
  { role: "coordinator", name: "survey-checks", path: "/desk/surveys/civact/third/checks", then: onceRead },
  { role: "coordinator", name: "survey-volunteer", path: "/desk/surveys/civact/second/places", then: shareOut },
  { role: "coordinator", name: "survey-check", path: "/desk/surveys/civact/second/checks", then: firstDrawn },
  { role: "coordinator", name: "survey-check-done", path: "/desk/surveys/civact/second/checks", then: askAgain },
  { role: "coordinator", name: "survey-checks-done", path: "/desk/surveys/civact/second/checks?show=done" },
  { role: "coordinator", name: "volunteers", path: "/desk/volunteers" },
  { role: "coordinator", name: "volunteer", path: "/desk/volunteers", then: firstMember },
  { role: "coordinator", name: "volunteer-assign", path: "/desk/volunteers", then: assign },
  { role: "coordinator", name: "volunteer-new", path: "/desk/volunteers/new" },
  { role: "coordinator", name: "volunteer-code", path: "/desk/volunteers/new", then: recruit },
  { role: "coordinator", name: "share", path: "/desk/members", then: firstMember },
  { role: "auditor", name: "audit", path: "/desk", then: firstCase },
  { role: "admin", name: "readings", path: "/desk/readings" },
  { role: "admin", name: "members", path: "/desk/members" },
  { role: "admin", name: "member", path: "/desk/members", then: firstMember },
  { role: "admin", name: "member-new", path: "/desk/members/new" },
  { role: "admin", name: "invitation", path: "/desk/members/new", then: invite },
  { role: "admin", name: "enrol", path: "/desk/members/new", then: enrol },
  { role: "admin", name: "offices", path: "/desk/offices" },
  { role: "admin", name: "office", path: "/desk/offices", then: firstMember },
  { role: "admin", name: "office-new", path: "/desk/offices/new" },
];

/** The forms and places of the first volunteer. */
async function assign(page) {
  await firstMember(page);
  await goOn(page.locator("main a[href$='/assign']"));
}

/** Opens every page as the right person and calls `onPage(page, name)`: public pages, each screen of a report, the desk. */
export async function visitAll(browser, demo, options, onPage) {
  const look = { viewport: PHONE, ...options };
  const page = await visitor(browser, demo, look);
  for (const entry of PUBLIC) await open(page, demo, entry, onPage);
  const told = await walkReport(page, {
    onScreen: (screen, _title, number) => onPage(screen, `report-${String(number).padStart(2, "0")}`),
  });
  for (const entry of AFTER_REPORT) await open(page, demo, entry, onPage);
  await page.context().close();
  for (const role of new Set(DESK.map((entry) => entry.role))) {
    const staff = await visitor(browser, demo, look);
    await logIn(staff, demo, role);
    for (const entry of DESK.filter((one) => one.role === role)) {
      await open(staff, demo, { ...entry, name: `desk-${entry.name}` }, onPage);
    }
    await staff.context().close();
  }
  const institution = await visitor(browser, demo, look);
  for (const entry of OFFICE) await open(institution, demo, entry, onPage);
  await institution.context().close();
  const another = await visitor(browser, demo, look);
  await open(another, demo, { name: "office-held", path: demo.office.link }, onPage);
  await another.context().close();
  await handedOver(browser, demo, look, told.reference, onPage);
}

/** What a fresh case becomes: refused by one body, answered by the next, joined to another case. */
async function handedOver(browser, demo, look, reference, onPage) {
  const coordinator = await visitor(browser, demo, look);
  await logIn(coordinator, demo, "coordinator");
  await coordinator.goto(`/desk/case/${reference}`);
  await act(coordinator, /évaluer|évaluation|crédibilité/i, { reasons: "Récit précis, SYNTHÉTIQUE", credibility: "3" });
  await act(coordinator, /enregistrer le résumé/i, { summary: "RÉSUMÉ SYNTHÉTIQUE sans nom." });
  let letter;
  const handOver = async () => {
    await coordinator.goto(`/desk/case/${reference}`);
    await act(coordinator, /transmettre/i, { office: "first" });
    letter = await letterFor(coordinator, demo, reference, letter?.link);
    return letter;
  };
  const refusing = await visitor(browser, demo, look);
  await openLetter(refusing, await handOver());
  await act(refusing, /refuser/i, { reason: "RAISON SYNTHÉTIQUE : hors de notre compétence." });
  await onPage(refusing, "office-refused");
  await refusing.context().close();

  const answering = await visitor(browser, demo, look);
  await openLetter(answering, await handOver());
  await act(answering, /confirmer la réception/i);
  await onPage(answering, "office-acknowledged");
  await act(answering, /envoyer la réponse/i, { text: "RÉPONSE SYNTHÉTIQUE.", measure: "first" });
  await onPage(answering, "office-answered");
  await answering.context().close();

  await coordinator.goto(`/desk/case/${reference}`);
  await onPage(coordinator, "desk-case-answered");
  await coordinator.goto("/desk?tab=new&sort=newest");
  await joinFirst(coordinator);
  await onPage(coordinator, "desk-case-joined");
  await coordinator.context().close();
}

/** Joins what the first case with something alike offers. */
async function joinFirst(page) {
  const cases = await page.locator("main").getByRole("link", { name: /^DN-/ }).evaluateAll((all) => all.map((one) => one.href));
  for (const address of cases) {
    await page.goto(address);
    const form = page.locator("form[action$='/merge']").first();
    if (!(await form.count())) continue;
    await unfold(form);
    await press(form);
    await noError(page);
    return;
  }
  assert.fail("no case of the list has anything like it");
}

/** Pages that only a house in service has: it asks for a second factor, and here takes one report a minute. */
export async function visitHouse(browser, house, options, onPage) {
  const page = await visitor(browser, house, { viewport: PHONE, ...options });
  await page.goto(house.invitation);
  await onPage(page, "desk-second-factor");
  const form = page.locator("main form").first();
  await fill(form, { passphrase: "phrase de passe tout à fait synthétique", again: "phrase de passe tout à fait synthétique", code: "000000" });
  await press(form);
  await onPage(page, "desk-second-factor-wrong");
  await page.goto("/desk");
  await onPage(page, "desk-login-second-factor");
  await page.context().close();
  for (let tries = 0; tries < 3; tries += 1) {
    const reporter = await visitor(browser, house, { viewport: PHONE, ...options });
    const { receipt } = await walkReport(reporter, { until: /beaucoup de personnes/i });
    if (!receipt) await onPage(reporter, "report-waiting");
    await reporter.context().close();
    if (!receipt) return;
  }
  assert.fail("nobody has to wait for a turn");
}

async function open(page, demo, { name, path, then }, onPage) {
  await page.goto(typeof path === "function" ? path(demo) : path);
  if (then) await then(page, demo);
  await onPage(page, name);
}

async function enter(page, answers) {
  const form = page.locator("main form").first();
  await fill(form, answers);
  await press(form);
}

export async function follow(page, receipt) {
  await enter(page, { receipt });
  assert.ok(await page.locator("main ol, main ul").count(), "the receipt opens no timeline");
}

/** Starts a report, and goes on from the first question without an answer. */
async function startAndSayNothing(page) {
  await press(page.locator("main form").last());
  await press(page.locator("main form").first(), /continuer/i);
}

/** A summary saved on a page that others have overtaken. */
async function saveTooLate(page) {
  await firstCase(page);
  const form = page.locator("form[action$='/summarise']");
  await form.locator("[name=seen]").evaluate((seen) => (seen.value = "0"));
  await fill(form, { summary: "Résumé synthétique." });
  await press(form);
}

/** A record of which somebody has something to ask. */
async function review(page) {
  await firstRecord(page);
  const form = page.locator("form[action$='/review']");
  await fill(form, { review: "question", note: "REMARQUE SYNTHÉTIQUE" });
  await press(form);
  await noError(page);
}

/** A record that is about to be corrected, with an answer that does not fit. */
async function correct(page) {
  await firstRecord(page);
  await goOn(page.getByRole("link", { name: /corriger cette fiche/i }));
  const form = page.locator("form[action$='/correct']");
  await fill(form, { "answer-minutes": "beaucoup", note: "RAISON SYNTHÉTIQUE" });
  await press(form);
}

let sheets = 0;

/** What stands on a sheet of paper, by the words of each space, as somebody types it in. */
const SHEET = {
  "Quel service": "1",
  "Quel jour": "03112026",
  "vu affiché": "1 2",
  "Combien de minutes": "45",
  "Où est ce service": "13.43 -6.26",
  "Remarque": "REMARQUE SYNTHÉTIQUE",
};

/** Looks for words that stand in no element of the list. */
async function lookForNothing(page) {
  await page.locator("details summary").first().click();
  await page.locator("input[name=text]").fill("nowhere");
  await press(page.locator("form:has(input[name=text])").first());
}

/** Takes the next sheet of the pile and gives its number: the page that follows asks all that stands on it. */
async function takeSheet(page) {
  sheets += 1;
  const form = page.locator("main form").first();
  const number = `SYN-${String(sheets).padStart(3, "0")}`;
  await fill(form, { sheet: number, copies: "2" });
  await press(form);
}

/** Types a sheet in; `other` is what is typed otherwise. */
async function typeSheet(page, other = {}) {
  for (const [words, answer] of Object.entries({ ...SHEET, ...other })) await page.getByLabel(words).fill(answer);
}

/** A sheet with a day that is none, and minutes that are no number. */
async function typeFaulty(page) {
  await takeSheet(page);
  await typeSheet(page, { "Quel jour": "31022026", "Combien de minutes": "beaucoup" });
  await press(page.locator("main form").first(), /enregistrer/i);
}

/** A sheet that the first person typed in: it waits for another. */
async function typeFirst(page) {
  await takeSheet(page);
  await typeSheet(page);
  await press(page.locator("main form").first(), /enregistrer/i);
  await noError(page);
}

const waitingSheet = (page, state) => goOn(page.locator("main tr").filter({ hasText: state }).last().getByRole("link"));

/** The same sheet with another person, who typed it otherwise and has just had it checked with Enter. */
async function checkSecond(page) {
  await waitingSheet(page, /seconde fois/);
  await typeSheet(page, { "Combien de minutes": "54", "vu affiché": "1" });
  await goOn(page.locator("main form button").first());
  await noError(page);
}

/** Both people have typed the sheet, and not alike. */
async function typeSecond(page) {
  await checkSecond(page);
  await press(page.locator("main form").first(), /enregistrer/i);
  await noError(page);
}

/** Somebody who settles a sheet types a third answer, which does not fit. */
async function settleFaulty(page) {
  await waitingSheet(page, /trancher/);
  const asked = page.getByRole("group", { name: /Combien de minutes/ });
  await asked.getByLabel("Autre réponse").first().check();
  await asked.getByRole("textbox").fill("beaucoup");
  await press(page.locator("main form").first());
}

/** The places of a round are shared out as the desk proposes, unless they are already; then the first volunteer of the round. */
async function shareOut(page) {
  await onceRead(page);
  const proposal = page.getByRole("link", { name: /voir une proposition/i });
  if (await proposal.count()) {
    await goOn(proposal);
    await press(page.locator("main form").first(), /accepter/i);
    await noError(page);
  }
  await goOn(page.locator("main a[href*='/people/']").first());
}

/** Somebody asked the person of the first drawn interview again: both answers stand side by side. */
async function askAgain(page) {
  await firstDrawn(page);
  const form = page.locator("main form").first();
  await fill(form, { "answer-sex": "first", "answer-age": "34", "answer-cause_first": "first" });
  await press(form);
  await noError(page);
}

let invited = 0;

/** A volunteer is enrolled, and the code for their telephone is shown. */
async function recruit(page) {
  invited += 1;
  const form = page.locator("main form").first();
  await fill(form, { name: `Terrain ${Date.now()}${invited} (synthétique)`, forms: "visite", place: "" });
  await press(form, /montrer le code/i);
  await noError(page);
}

/** The page that an invited person opens. */
async function enrol(page) {
  await invite(page);
  await page.goto((await page.locator("code").first().innerText()).trim());
}

/** The administrator invites somebody, and is shown the link. */
async function invite(page) {
  invited += 1;
  const form = page.locator("main form").first();
  await fill(form, { name: `Essai ${invited} (synthétique)`, login: `essai${Date.now()}${invited}`, role: "auditor", team: "first", place: "" });
  await press(form, /créer le lien/i);
  await noError(page);
}
