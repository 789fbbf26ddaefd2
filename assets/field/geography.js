// Places: the Earth as a sphere with the radius of its equator, as JavaRosa takes it.
import { plainNumber, trim, words } from "./numbers.js";

/** Metres. */
const RADIUS = 6378100;
const radians = (degrees) => degrees * (Math.PI / 180);

/** Latitudes and longitudes of points between semicolons; null when one is none. */
export function points(text) {
  const found = [];
  for (const point of text.split(";").map(trim).filter(Boolean)) {
    const [latitude, longitude] = words(point).map(floating);
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
    found.push([latitude, longitude]);
  }
  return found;
}

const floating = (text) => (/^[-+]?(\d+\.?\d*|\.\d+)[eE][-+]?\d+$/.test(text) ? Number(text) : plainNumber(text));

/** Metres between two points along the surface: the haversine formula. */
function apart(from, to) {
  const half = (degrees) => Math.pow(Math.sin(radians(degrees) / 2), 2);
  const across = Math.cos(radians(from[0])) * Math.cos(radians(to[0]));
  const chord = half(to[0] - from[0]) + across * half(to[1] - from[1]);
  return 2 * RADIUS * Math.asin(Math.min(Math.sqrt(chord), 1));
}

/** Metres along a line. */
export const distance = (line) => line.slice(1).reduce((sum, point, at) => sum + apart(line[at], point), 0);

/** Square metres inside a line: the triangles seen from its first point, each measured on the flat map of its own latitude. */
export function area(line) {
  if (!line.length) return 0;
  const [first, ...rest] = line;
  const metres = (degrees) => radians(degrees) * RADIUS;
  const flat = rest.map(([latitude, longitude]) => [
    metres(longitude - first[1]) * Math.cos(radians(latitude)),
    metres(latitude - first[0]),
  ]);
  const doubled = flat.slice(1).reduce((sum, to, at) => sum + (flat[at][1] * to[0] - flat[at][0] * to[1]), 0);
  return Math.abs(doubled / 2);
}

/** Whether a ray from the point crosses the fence an odd number of times. */
export function isInside(point, fence) {
  const crosses = fence.slice(1).filter((to, at) => {
    const from = fence[at];
    if (from[0] > point[0] === to[0] > point[0]) return false;
    return point[1] < ((to[1] - from[1]) * (point[0] - from[0])) / (to[0] - from[0]) + from[1];
  });
  return crosses.length % 2 === 1;
}
