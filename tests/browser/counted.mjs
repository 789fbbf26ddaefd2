// A door before a house that counts what passes: what each answer weighs on the line, as the server packed it.
import { createServer, request } from "node:http";

/** `url` of the door, `answers` ({ path, status, packed, bytes } of each body that was sent, in order) and `stop()`. */
export async function startCounting(house) {
  const { hostname, port } = new URL(house.url);
  const answers = [];
  const door = createServer((asked, answer) => {
    const { url: path, method, headers } = asked;
    const behind = request({ hostname, port, path, method, headers }, (sent) => {
      const counted = { path, status: sent.statusCode, packed: sent.headers["content-encoding"] === "gzip", bytes: 0 };
      answers.push(counted);
      answer.writeHead(sent.statusCode, sent.rawHeaders);
      sent.on("data", (chunk) => (counted.bytes += chunk.length));
      sent.pipe(answer);
    });
    behind.on("error", () => answer.destroy());
    asked.pipe(behind);
  });
  await new Promise((resolve) => door.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${door.address().port}`,
    answers,
    stop: () => {
      door.close();
      door.closeAllConnections();
    },
  };
}
