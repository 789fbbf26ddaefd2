// What is still to be computed.

/** Above the number of any node. */
const SHIFT = 67108864;

/** Cells to compute, the one that waits for no other first: a heap of places in the graph, each with a node. */
export class Waiting {
  constructor() {
    this.heap = [];
    this.held = new Set();
  }

  add(place, node) {
    const key = place * SHIFT + node;
    if (this.held.has(key)) return;
    this.held.add(key);
    const { heap } = this;
    let at = heap.length;
    heap.push(key);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above] <= key) break;
      heap[at] = heap[above];
      at = above;
    }
    heap[at] = key;
  }

  pop() {
    const { heap, held } = this;
    while (heap.length) {
      const [first] = heap;
      const key = heap.pop();
      if (heap.length) {
        let at = 0;
        for (let below = 1; below < heap.length; below = 2 * at + 1) {
          if (below + 1 < heap.length && heap[below + 1] < heap[below]) below += 1;
          if (heap[below] >= key) break;
          heap[at] = heap[below];
          at = below;
        }
        heap[at] = key;
      }
      if (held.delete(first)) return [Math.floor(first / SHIFT), first % SHIFT];
    }
    return null;
  }

  forget(nodes) {
    const gone = new Set(nodes);
    for (const key of this.held) if (gone.has(key % SHIFT)) this.held.delete(key);
  }
}
