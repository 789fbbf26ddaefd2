// Debian's Chromium, and the two screens that every page is made for.
import { chromium } from "playwright-core";

export const PHONE = { width: 360, height: 640 };
export const DESKTOP = { width: 1280, height: 800 };

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A new visitor with nothing remembered. Without JavaScript unless asked: the pages must be whole without it. `at` is where
 * the phone is, for a visitor who lets it tell.
 */
export async function visitor(browser, demo, { viewport = PHONE, colorScheme = "light", script = false, at } = {}) {
  const context = await browser.newContext({
    baseURL: demo.url,
    viewport,
    colorScheme,
    javaScriptEnabled: script,
    locale: "fr-FR",
    reducedMotion: "reduce",
    ...(at && { geolocation: at, permissions: ["geolocation"] }),
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  return page;
}
