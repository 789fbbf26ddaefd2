// Filling without a network: choose a form, answer page by page, seal the record.

import { Filling } from "./engine.js";
import * as forms from "./forms.js";
import * as outbox from "./outbox.js";
import { Pages } from "./pages.js";
import { filled, INDEX, live, refresh, said, section, send } from "./phone.js";

const title = document.getElementById("title");
const list = document.getElementById("forms");
const room = document.getElementById("filling");
const done = document.getElementById("done");
const unfinished = document.getElementById("unfinished");
const texts = JSON.parse(room.dataset.texts);

let underway = false;
let sealing = false;

window.addEventListener("beforeunload", (event) => {
  if (underway) {
    event.preventDefault();
    event.returnValue = "";
  }
});

function choose(open) {
  underway = false;
  unfinished.hidden = true;
  room.textContent = "";
  room.hidden = true;
  title.hidden = false;
  list.hidden = false;
  section.hidden = false;
  if (open) done.scrollIntoView();
}

function offer(index) {
  const items = list.querySelector("ul");
  items.textContent = "";
  for (const form of index ? index.forms : []) {
    const line = document.createElement("li");
    const title = document.createElement("b");
    title.textContent = form.title;
    line.append(title);
    if (form.load) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.textContent = said.fill;
      button.setAttribute("aria-label", `${said.fill} ${form.title}`);
      button.addEventListener("click", () => fill(index, form));
      line.append(button);
    } else {
      const why = document.createElement("span");
      why.className = "soft";
      why.textContent = said.online;
      line.append(why);
    }
    items.append(line);
  }
  list.querySelector("p").hidden = items.children.length > 0;
}

/** Tells at the top of the page what became of something. */
function tell(sentence) {
  done.hidden = false;
  done.textContent = sentence;
  done.focus();
}

/** A filling of a form as it is kept; null when this program cannot fill it. */
function opened(kept) {
  try {
    return Filling.open(kept.portable, { lang: document.documentElement.lang, lists: kept.lists });
  } catch (error) {
    return null;
  }
}

async function fill(index, form) {
  done.hidden = true;
  // Somebody else may have entered since this list was shown.
  const [now, kept] = [await forms.index(INDEX), await forms.form(form.load)];
  if (!kept || !now || now.volunteer !== index.volunteer) {
    offer(now);
    return;
  }
  const instanceId = `uuid:${outbox.uuid()}`;
  const filling = opened(kept);
  if (!filling) {
    tell(said.unopened);
    return;
  }
  const pages = new Pages(filling, room, {
    texts,
    largestFile: Number(room.dataset.largest),
    media: (uri) => kept.media[uri] || null,
    changed: async () => {
      underway = true;
      unfinished.hidden = true;
    },
    finished: async () => {
      if (sealing) return;
      sealing = true;
      try {
        const { xml, files } = filling.finish({ instanceId });
        await outbox.put(index, xml, files);
      } catch (error) {
        // The answers stay on the screen.
        tell(error.name === "QuotaExceededError" ? said.full : said.unkept);
        return;
      } finally {
        sealing = false;
      }
      choose(true);
      tell(filled(said.sealed, { form: form.title }));
      await refresh();
      send(false);
    },
    left: () => {
      if (!underway) {
        choose(false);
        return;
      }
      unfinished.hidden = false;
      // Not the button itself: a key that is held down would lose the record.
      unfinished.focus();
    },
  });
  title.hidden = true;
  list.hidden = true;
  section.hidden = true;
  room.hidden = false;
  pages.show();
}

unfinished.querySelector("button").addEventListener("click", () => choose(false));

(async () => {
  offer(await forms.index(INDEX));
  const index = await live();
  if (!underway && !list.hidden) offer(index);
})();
