/** A node of a diagram; negative numbers are terminals. */
export type Node = number;

interface Inner {
  readonly axis: number;
  readonly children: readonly Node[];
}

/**
 * Functions from requests to small numbers, held as reduced ordered multi-valued decision diagrams: equal functions are
 * the same node, so questions about all requests (can this ever happen? is that always so?) are answered exactly,
 * without listing the requests. Axes are tested in their order; every axis has a fixed number of values.
 */
export class DecisionDiagram {
  readonly #sizes: readonly number[];
  readonly #nodes: Inner[] = [];
  readonly #known = new Map<string, Node>();
  readonly #applied = new Map<string, Map<string, Node>>();

  constructor(sizes: readonly number[]) {
    this.#sizes = sizes;
  }

  /** The function that is `value`, a number from 0 up, for every request. */
  terminal(value: number): Node {
    return -1 - value;
  }

  /** The value of a terminal node; undefined for an inner one. */
  valueOf(node: Node): number | undefined {
    return node < 0 ? -1 - node : undefined;
  }

  /** The function that takes its value from the child for the request's value on the axis. */
  branch(axis: number, children: readonly Node[]): Node {
    const [first = this.terminal(0)] = children;
    if (children.every((child) => child === first)) return first;
    const key = `${axis}:${children.join(',')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const node = this.#nodes.push({ axis, children }) - 1;
    this.#known.set(key, node);
    return node;
  }

  /** 1 where the predicate holds for the value index on the axis, else 0. */
  test(axis: number, holds: (index: number) => boolean): Node {
    const size = this.#sizes[axis] ?? 0;
    return this.branch(
      axis,
      Array.from({ length: size }, (_, index) => this.terminal(holds(index) ? 1 : 0)),
    );
  }

  /** A function's values changed one by one; `name` must stand for the same change every time. */
  map(name: string, change: (value: number) => number, node: Node): Node {
    return this.apply(name, change, node, this.terminal(0));
  }

  /** Combines two functions value by value; `name` must stand for the same operation every time. */
  apply(name: string, operation: (a: number, b: number) => number, a: Node, b: Node): Node {
    const memo = this.#applied.get(name) ?? new Map<string, Node>();
    this.#applied.set(name, memo);
    return this.#combine(memo, operation, a, b);
  }

  #combine(memo: Map<string, Node>, operation: (a: number, b: number) => number, a: Node, b: Node): Node {
    const left = this.valueOf(a);
    const right = this.valueOf(b);
    if (left !== undefined && right !== undefined) return this.terminal(operation(left, right));
    const key = `${a},${b}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const axis = Math.min(this.#axisOf(a), this.#axisOf(b));
    const children = Array.from({ length: this.#sizes[axis] ?? 0 }, (_, index) =>
      this.#combine(memo, operation, this.#child(a, axis, index), this.#child(b, axis, index)),
    );
    const node = this.branch(axis, children);
    memo.set(key, node);
    return node;
  }

  #axisOf(node: Node): number {
    return this.#nodes[node]?.axis ?? Number.POSITIVE_INFINITY;
  }

  #child(node: Node, axis: number, index: number): Node {
    const inner = this.#nodes[node];
    return inner?.axis === axis ? (inner.children[index] ?? node) : node;
  }

  /** 1 where both are. */
  and = (a: Node, b: Node): Node => this.apply('and', (x, y) => x & y, a, b);
  /** 1 where either is. */
  or = (a: Node, b: Node): Node => this.apply('or', (x, y) => x | y, a, b);
  /** 1 where the function is 0. */
  not = (a: Node): Node => this.apply('xor', (x, y) => x ^ y, a, this.terminal(1));
  /** 1 where both agree. */
  same = (a: Node, b: Node): Node => this.not(this.apply('xor', (x, y) => x ^ y, a, b));

  /** Share of all requests, each counted equally, for which a 0/1 function is 1. */
  share(node: Node, memo: Map<Node, number> = new Map()): number {
    const value = this.valueOf(node);
    if (value !== undefined) return value;
    const known = memo.get(node);
    if (known !== undefined) return known;
    const children = this.#nodes[node]?.children ?? [];
    const mean = children.reduce((sum, child) => sum + this.share(child, memo), 0) / children.length;
    memo.set(node, mean);
    return mean;
  }

  /** Whether a 0/1 function is 1 for some request. */
  possible(node: Node): boolean {
    return node !== this.terminal(0);
  }

  /** A request for which a 0/1 function is 1, as value index by axis, with preferred indexes wherever they will do. */
  witness(node: Node, preferred: readonly number[]): ReadonlyMap<number, number> | undefined {
    if (!this.possible(node)) return undefined;
    const choice = new Map<number, number>();
    let current = node;
    for (let inner = this.#nodes[current]; current >= 0 && inner !== undefined; inner = this.#nodes[current]) {
      const { axis, children } = inner;
      const wanted = preferred[axis] ?? 0;
      // In a reduced diagram every node but the constant 0 leads to a 1.
      const index = this.possible(children[wanted] ?? this.terminal(0))
        ? wanted
        : children.findIndex((child) => this.possible(child));
      choice.set(axis, index);
      current = children[index] ?? this.terminal(0);
    }
    return choice;
  }
}
