// Branches and loops: their regions become subgraphs. Spec: if, case, while.
import { type Region, stablehlo, type Value } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { capturesOf, regionSubgraph } from '../region-subgraph.js';
import { rules } from '../rules.js';

export const controlFlow = rules(stablehlo, {
  if: ({ pred, true_branch: onTrue, false_branch: onFalse }, g) => {
    const captures = capturesOf([onTrue, onFalse], g);
    const fields = {
      then_subgraph_index: regionSubgraph(onTrue, 'if_true', captures, g),
      else_subgraph_index: regionSubgraph(onFalse, 'if_false', captures, g),
    };
    return g.emitAll('IF', [pred, ...captures.tensors], fields, resultInfos(g));
  },
  case: ({ index, branches }, g) => {
    const captures = capturesOf(branches, g);
    const subgraphs = branches.map((branch, number) => regionSubgraph(branch, `case_${number}`, captures, g));
    const inputs = [branchNumber(index, branches.length, g), ...captures.tensors];
    return g.emitAll('STABLEHLO_CASE', inputs, { branch_subgraph_indices: subgraphs }, resultInfos(g));
  },
  while: ({ operand, cond, body }, g) => lowerWhile(operand, cond, body, g),
});

const resultInfos = (g: GraphBuilder) => g.operation.results.map((_, index) => g.resultInfo(index));

/** Captures travel round the loop as state that the body hands on unchanged. */
function lowerWhile(state: readonly Value[], cond: Region, body: Region, g: GraphBuilder): readonly Tensor[] {
  const captures = capturesOf([cond, body], g);
  const fields = {
    cond_subgraph_index: regionSubgraph(cond, 'while_cond', captures, g),
    body_subgraph_index: regionSubgraph(body, 'while_body', captures, g, true),
  };
  const results = g.emitAll('WHILE', [...state, ...captures.tensors], fields, [...resultInfos(g), ...captures.tensors]);
  return results.slice(0, state.length);
}

/** A number that names no branch means the last (spec: case). */
function branchNumber(index: Value, branches: number, g: GraphBuilder): Tensor {
  const last = g.scalar('i32', branches - 1);
  const as = { type: 'INT32', shape: [] } as const;
  const below = g.emit('LESS', [index, g.scalar('i32', 0)], {}, { type: 'BOOL', shape: [] });
  return g.emit('SELECT_V2', [below, last, g.emit('MINIMUM', [index, last], {}, as)], {}, as);
}
