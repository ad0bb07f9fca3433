// Where the tensors of one call are while the kernel works: where they already lie in its memory, or copied into it.

/** The tensors of one call. */
export interface Views {
  readonly inputs: readonly ArrayBufferView[];
  readonly outputs: readonly ArrayBufferView[];
}

/** Gives work the addresses of all inputs, then of all outputs. */
export type Place = (views: Views, work: (addresses: readonly number[]) => void) => void;

/** @throws Error when a tensor lies elsewhere */
export const inPlace =
  (memory: WebAssembly.Memory): Place =>
  ({ inputs, outputs }, work) => {
    const views = [...inputs, ...outputs];
    for (const { buffer } of views)
      if (buffer !== memory.buffer) throw new Error('tensors must lie in the memory that the kernel was loaded on');
    work(views.map(({ byteOffset }) => byteOffset));
  };

const PAGE = 65536;
const ALIGNMENT = 64;

/** Into a memory of one's own, which grows as needed. Nothing lies at address 0, which would say that a tensor is absent. */
export const copied =
  (memory: WebAssembly.Memory): Place =>
  ({ inputs, outputs }, work) => {
    const addresses: number[] = [];
    let end = ALIGNMENT;
    for (const { byteLength } of [...inputs, ...outputs]) {
      addresses.push(end);
      end += Math.ceil(byteLength / ALIGNMENT) * ALIGNMENT;
    }
    if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
    const heap = new Uint8Array(memory.buffer);
    inputs.forEach((view, i) => {
      heap.set(bytesOf(view), addresses[i]);
    });
    work(addresses);
    outputs.forEach((view, i) => {
      const from = addresses[inputs.length + i] as number;
      bytesOf(view).set(heap.subarray(from, from + view.byteLength));
    });
  };

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);
