// Where the tensors of one call are while the kernel works: where they already lie in its memory, or copied into it.

interface Tensor {
  readonly data: ArrayBufferView;
}

/** Where the tensors of calls are. */
export interface Place {
  /** The addresses of the tensors, inputs first, where the kernel finds and leaves them. */
  before(tensors: readonly Tensor[], inputCount: number): readonly number[];
  /** Brings the outputs where they are wanted. */
  after(tensors: readonly Tensor[], inputCount: number, addresses: readonly number[]): void;
}

/** @throws Error when a tensor lies elsewhere */
export const inPlace = (memory: WebAssembly.Memory): Place => ({
  before(tensors) {
    const { buffer } = memory;
    return tensors.map(({ data }) => {
      if (data.buffer !== buffer) throw new Error('tensors must lie in the memory that the kernel was loaded on');
      return data.byteOffset;
    });
  },
  after() {},
});

const PAGE = 65536;
const ALIGNMENT = 64;

/** Into a memory of one's own, which grows as needed. Nothing lies at address 0, which would say that a tensor is absent. */
export const copied = (memory: WebAssembly.Memory): Place => ({
  before(tensors, inputCount) {
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
    return addresses;
  },
  after(tensors, inputCount, addresses) {
    const heap = new Uint8Array(memory.buffer);
    tensors.slice(inputCount).forEach(({ data }, i) => {
      const from = addresses[inputCount + i] as number;
      bytesOf(data).set(heap.subarray(from, from + data.byteLength));
    });
  },
});

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);
