// Branches and loops: their regions become subgraphs. Spec: if, case, while.
import { type Region, stablehlo, type Value } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { capturesOf, regionSubgraph } from '../region-subgraph.js';
import { rules } from '../rules.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';

export const controlFlow = rules(stablehlo, {
  if: ({ pred, true_branch: onTrue, false_branch: onFalse }, g) => {
    const captures = capturesOf([onTrue, onFalse], g);
    const fields = {
      then_subgraph_index: regionSubgraph(onTrue, 'if_true', captures, g),
      else_subgraph_index: regionSubgraph(onFalse, 'if_false', captures, g),
    };
    return g.emitAll('IF', [pred, ...captures.tensors], fields, resultInfos(g));
  },
  case: ({ index, branches }, g) => lowerCase(index, branches, g),
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

/**
 * A tree of IF: STABLEHLO_CASE takes every subgraph of the model but the first for a branch of its own, so it fails, or computes
 * something else, wherever there is another.
 */
function lowerCase(index: Value, branches: readonly Region[], g: GraphBuilder): readonly Lowered[] {
  return g.rewrite((b) => {
    const zero = b.splat(index.type, 0);
    if (branches.length === 2) return b.if(b.compare('EQ', index, zero), branches[0] as Region, branches[1] as Region);
    // A number that names no branch means the last (spec: case); those above all others go there by themselves.
    const number = b.select(b.compare('LT', index, zero), b.splat(index.type, branches.length - 1), index);
    return chooseBranch(number, branches, 0, b);
  });
}

/** One of two or more branches, the first of which has the number `first`. */
function chooseBranch(number: Value, branches: readonly Region[], first: number, b: StableHloBuilder): readonly Value[] {
  const half = branches.length >> 1;
  const region = (part: readonly Region[], from: number): Region =>
    part.length === 1 ? (part[0] as Region) : b.region([], (inner) => chooseBranch(number, part, from, inner));
  const below = b.compare('LT', number, b.splat(number.type, first + half));
  return b.if(below, region(branches.slice(0, half), first), region(branches.slice(half), first + half));
}
