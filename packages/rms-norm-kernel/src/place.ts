// Where the tensors of one call are while the kernel works: where they already lie in its memory, or copied into it.

interface Tensor {
  readonly data: ArrayBufferView;
}

/** Gives work the addresses of the tensors: inputs first, so many, then outputs. */
export type Place = (tensors: readonly Tensor[], inputCount: number, work: (addresses: readonly number[]) => void) => void;

/** @throws Error when a tensor lies elsewhere */
export const inPlace =
  (memory: WebAssembly.Memory): Place =>
  (tensors, _, work) => {
    const { buffer } = memory;
    for (const { data } of tensors)
      if (data.buffer !== buffer) throw new Error('tensors must lie in the memory that the kernel was loaded on');
    work(tensors.map(({ data }) => data.byteOffset));
  };

const PAGE = 65536;
const ALIGNMENT = 64;

/** Into a memory of one's own, which grows as needed. Nothing lies at address 0, which would say that a tensor is absent. */
export const copied =
  (memory: WebAssembly.Memory): Place =>
  (tensors, inputCount, work) => {
    const addresses: number[] = [];
    let end = ALIGNMENT;
    for (const { data } of tensors) {
      addresses.push(end);
      end += Math.ceil(data.byteLength / ALIGNMENT) * ALIGNMENT;
    }
    if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
    const heap = new Uint8Array(memory.buffer);
    tensors.slice(0, inputCount).forEach(({ data }, i) => {
      heap.set(bytesOf(data), addresses[i]);
    });
    work(addresses);
    tensors.slice(inputCount).forEach(({ data }, i) => {
      const from = addresses[inputCount + i] as number;
      bytesOf(data).set(heap.subarray(from, from + data.byteLength));
    });
  };

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);
