module {
  func.func public @main(%arg0: tensor<1x2x3x4x5xf32>) -> tensor<1x2x6x8x10xf32> {
    %0 = call @_aten_arange_0_f50a6fe8() : () -> tensor<6xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %1 = call @jax_lowering_1_1db18e3e(%0, %cst) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_0 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %2 = call @jax_lowering_2_73fc8876(%1, %cst_0) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %3 = stablehlo.convert %2 : (tensor<6xf32>) -> tensor<6xi64>
    %4 = call @_aten_unsqueeze_3_dc24b64e(%3) : (tensor<6xi64>) -> tensor<6x1xi64>
    %5 = call @_aten_unsqueeze_4_f52c1307(%4) : (tensor<6x1xi64>) -> tensor<6x1x1xi64>
    %6 = call @_aten_arange_5_874a7fb9() : () -> tensor<8xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %7 = call @jax_lowering_6_e0ecc786(%6, %cst_1) : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
    %cst_2 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %8 = call @jax_lowering_7_4f28738f(%7, %cst_2) : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
    %9 = stablehlo.convert %8 : (tensor<8xf32>) -> tensor<8xi64>
    %10 = call @_aten_unsqueeze_8_50494968(%9) : (tensor<8xi64>) -> tensor<8x1xi64>
    %11 = call @_aten_arange_9_24568aee() : () -> tensor<10xf32>
    %cst_3 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %12 = call @jax_lowering_10_f22a7afc(%11, %cst_3) : (tensor<10xf32>, tensor<f32>) -> tensor<10xf32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %13 = call @jax_lowering_11_123fb55b(%12, %cst_4) : (tensor<10xf32>, tensor<f32>) -> tensor<10xf32>
    %14 = stablehlo.convert %13 : (tensor<10xf32>) -> tensor<10xi64>
    %15 = call @_aten_index_12_f3b8f44a(%arg0, %5, %10, %14) : (tensor<1x2x3x4x5xf32>, tensor<6x1x1xi64>, tensor<8x1xi64>, tensor<10xi64>) -> tensor<1x2x6x8x10xf32>
    return %15 : tensor<1x2x6x8x10xf32>
  }
  func.func private @_aten_index_12_f3b8f44a(%arg0: tensor<1x2x3x4x5xf32>, %arg1: tensor<6x1x1xi64>, %arg2: tensor<8x1xi64>, %arg3: tensor<10xi64>) -> (tensor<1x2x6x8x10xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<5> : tensor<i64>
    %c_0 = stablehlo.constant dense<4> : tensor<i64>
    %c_1 = stablehlo.constant dense<3> : tensor<i64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %0 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i64>) -> tensor<6x1x1xi64>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<6x1x1xi64>, tensor<6x1x1xi64>) -> tensor<6x1x1xi1>
    %2 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<6x1x1xi64>
    %3 = stablehlo.add %arg1, %2 : tensor<6x1x1xi64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<6x1x1xi1>, tensor<6x1x1xi64>
    %5 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i64>) -> tensor<8x1xi64>
    %6 = stablehlo.compare LT, %arg2, %5, SIGNED : (tensor<8x1xi64>, tensor<8x1xi64>) -> tensor<8x1xi1>
    %7 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i64>) -> tensor<8x1xi64>
    %8 = stablehlo.add %arg2, %7 : tensor<8x1xi64>
    %9 = stablehlo.select %6, %8, %arg2 : tensor<8x1xi1>, tensor<8x1xi64>
    %10 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i64>) -> tensor<10xi64>
    %11 = stablehlo.compare LT, %arg3, %10, SIGNED : (tensor<10xi64>, tensor<10xi64>) -> tensor<10xi1>
    %12 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<10xi64>
    %13 = stablehlo.add %arg3, %12 : tensor<10xi64>
    %14 = stablehlo.select %11, %13, %arg3 : tensor<10xi1>, tensor<10xi64>
    %15 = stablehlo.broadcast_in_dim %4, dims = [0, 1, 2] : (tensor<6x1x1xi64>) -> tensor<6x8x10xi64>
    %16 = stablehlo.broadcast_in_dim %9, dims = [1, 2] : (tensor<8x1xi64>) -> tensor<6x8x10xi64>
    %17 = stablehlo.broadcast_in_dim %14, dims = [2] : (tensor<10xi64>) -> tensor<6x8x10xi64>
    %18 = stablehlo.convert %15 : (tensor<6x8x10xi64>) -> tensor<6x8x10xi32>
    %19 = stablehlo.convert %16 : (tensor<6x8x10xi64>) -> tensor<6x8x10xi32>
    %20 = stablehlo.convert %17 : (tensor<6x8x10xi64>) -> tensor<6x8x10xi32>
    %21 = stablehlo.broadcast_in_dim %18, dims = [0, 1, 2] : (tensor<6x8x10xi32>) -> tensor<6x8x10x1xi32>
    %22 = stablehlo.broadcast_in_dim %19, dims = [0, 1, 2] : (tensor<6x8x10xi32>) -> tensor<6x8x10x1xi32>
    %23 = stablehlo.broadcast_in_dim %20, dims = [0, 1, 2] : (tensor<6x8x10xi32>) -> tensor<6x8x10x1xi32>
    %24 = stablehlo.concatenate %21, %22, %23, dim = 3 : (tensor<6x8x10x1xi32>, tensor<6x8x10x1xi32>, tensor<6x8x10x1xi32>) -> tensor<6x8x10x3xi32>
    %25 = "stablehlo.gather"(%arg0, %24) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2, 3, 4], start_index_map = [2, 3, 4], index_vector_dim = 3>, slice_sizes = array<i64: 1, 2, 1, 1, 1>}> : (tensor<1x2x3x4x5xf32>, tensor<6x8x10x3xi32>) -> tensor<1x2x6x8x10xf32>
    return %25 : tensor<1x2x6x8x10xf32>
  }
  func.func private @jax_lowering_11_123fb55b(%arg0: tensor<10xf32>, %arg1: tensor<f32>) -> (tensor<10xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<10xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<10xf32>
    return %1 : tensor<10xf32>
  }
  func.func private @jax_lowering_10_f22a7afc(%arg0: tensor<10xf32>, %arg1: tensor<f32>) -> (tensor<10xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<10xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<10xf32>
    return %1 : tensor<10xf32>
  }
  func.func private @_aten_arange_9_24568aee() -> (tensor<10xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<10xf32>
    return %0 : tensor<10xf32>
  }
  func.func private @_aten_unsqueeze_8_50494968(%arg0: tensor<8xi64>) -> (tensor<8x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0] : (tensor<8xi64>) -> tensor<8x1xi64>
    return %0 : tensor<8x1xi64>
  }
  func.func private @jax_lowering_7_4f28738f(%arg0: tensor<8xf32>, %arg1: tensor<f32>) -> (tensor<8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<8xf32>
    return %1 : tensor<8xf32>
  }
  func.func private @jax_lowering_6_e0ecc786(%arg0: tensor<8xf32>, %arg1: tensor<f32>) -> (tensor<8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<8xf32>
    return %1 : tensor<8xf32>
  }
  func.func private @_aten_arange_5_874a7fb9() -> (tensor<8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<8xf32>
    return %0 : tensor<8xf32>
  }
  func.func private @_aten_unsqueeze_4_f52c1307(%arg0: tensor<6x1xi64>) -> (tensor<6x1x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0, 1] : (tensor<6x1xi64>) -> tensor<6x1x1xi64>
    return %0 : tensor<6x1x1xi64>
  }
  func.func private @_aten_unsqueeze_3_dc24b64e(%arg0: tensor<6xi64>) -> (tensor<6x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0] : (tensor<6xi64>) -> tensor<6x1xi64>
    return %0 : tensor<6x1xi64>
  }
  func.func private @jax_lowering_2_73fc8876(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_1_1db18e3e(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_arange_0_f50a6fe8() -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<6xf32>
    return %0 : tensor<6xf32>
  }
}
