module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x6x9xf32> {
    %0 = call @_aten_arange_0_0617f2e8() : () -> tensor<6xi64>
    %1 = stablehlo.convert %0 : (tensor<6xi64>) -> tensor<6xi32>
    %2 = stablehlo.convert %1 : (tensor<6xi32>) -> tensor<6xf32>
    %cst = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %3 = call @jax_lowering_1_fef472d9(%2, %cst) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_0 = stablehlo.constant dense<0.666666686> : tensor<f32>
    %4 = call @jax_lowering_2_252bd804(%3, %cst_0) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_1 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %5 = call @jax_lowering_3_f3405a82(%4, %cst_1) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %6 = call @_aten_clamp_4_e2e494ce(%5) : (tensor<6xf32>) -> tensor<6xf32>
    %7 = call @_aten_unsafe_view_5_c2e3635d(%6) : (tensor<6xf32>) -> tensor<6x1xf32>
    %8 = stablehlo.convert %7 : (tensor<6x1xf32>) -> tensor<6x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %9 = call @jax_lowering_6_918a47c4(%8, %c) : (tensor<6x1xi64>, tensor<i32>) -> tensor<6x1xi64>
    %10 = call @_aten_clamp_7_c90b4a9d(%9) : (tensor<6x1xi64>) -> tensor<6x1xi64>
    %11 = call @_aten_arange_8_3fda0f2a() : () -> tensor<9xi64>
    %12 = stablehlo.convert %11 : (tensor<9xi64>) -> tensor<9xi32>
    %13 = stablehlo.convert %12 : (tensor<9xi32>) -> tensor<9xf32>
    %cst_2 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %14 = call @jax_lowering_9_09d7b9bd(%13, %cst_2) : (tensor<9xf32>, tensor<f32>) -> tensor<9xf32>
    %cst_3 = stablehlo.constant dense<0.666666686> : tensor<f32>
    %15 = call @jax_lowering_10_036b02e9(%14, %cst_3) : (tensor<9xf32>, tensor<f32>) -> tensor<9xf32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %16 = call @jax_lowering_11_a5c2dd12(%15, %cst_4) : (tensor<9xf32>, tensor<f32>) -> tensor<9xf32>
    %17 = call @_aten_clamp_12_3e4071bf(%16) : (tensor<9xf32>) -> tensor<9xf32>
    %18 = call @_aten_unsafe_view_13_1c724625(%17) : (tensor<9xf32>) -> tensor<9xf32>
    %19 = stablehlo.convert %18 : (tensor<9xf32>) -> tensor<9xi64>
    %c_5 = stablehlo.constant dense<1> : tensor<i32>
    %20 = call @jax_lowering_14_92db4019(%19, %c_5) : (tensor<9xi64>, tensor<i32>) -> tensor<9xi64>
    %21 = call @_aten_clamp_15_34ec0899(%20) : (tensor<9xi64>) -> tensor<9xi64>
    %22 = call @_aten_index_16_ea03b29b(%arg0, %8, %19) : (tensor<1x2x4x6xf32>, tensor<6x1xi64>, tensor<9xi64>) -> tensor<1x2x6x9xf32>
    %23 = call @_aten_index_16_ea03b29b(%arg0, %8, %21) : (tensor<1x2x4x6xf32>, tensor<6x1xi64>, tensor<9xi64>) -> tensor<1x2x6x9xf32>
    %24 = call @_aten_index_16_ea03b29b(%arg0, %10, %19) : (tensor<1x2x4x6xf32>, tensor<6x1xi64>, tensor<9xi64>) -> tensor<1x2x6x9xf32>
    %25 = call @_aten_index_16_ea03b29b(%arg0, %10, %21) : (tensor<1x2x4x6xf32>, tensor<6x1xi64>, tensor<9xi64>) -> tensor<1x2x6x9xf32>
    %26 = call @jax_lowering_17_6e1ebf18(%18, %19) : (tensor<9xf32>, tensor<9xi64>) -> tensor<9xf32>
    %27 = call @_aten_clamp_18_b40209bb(%26) : (tensor<9xf32>) -> tensor<9xf32>
    %28 = call @jax_lowering_19_c8d56819(%23, %22) : (tensor<1x2x6x9xf32>, tensor<1x2x6x9xf32>) -> tensor<1x2x6x9xf32>
    %29 = call @jax_lowering_20_f2361a58(%28, %27) : (tensor<1x2x6x9xf32>, tensor<9xf32>) -> tensor<1x2x6x9xf32>
    %30 = call @jax_lowering_21_b84e3a7f(%22, %29) : (tensor<1x2x6x9xf32>, tensor<1x2x6x9xf32>) -> tensor<1x2x6x9xf32>
    %31 = call @jax_lowering_19_c8d56819(%25, %24) : (tensor<1x2x6x9xf32>, tensor<1x2x6x9xf32>) -> tensor<1x2x6x9xf32>
    %32 = call @jax_lowering_20_f2361a58(%31, %27) : (tensor<1x2x6x9xf32>, tensor<9xf32>) -> tensor<1x2x6x9xf32>
    %33 = call @jax_lowering_21_b84e3a7f(%24, %32) : (tensor<1x2x6x9xf32>, tensor<1x2x6x9xf32>) -> tensor<1x2x6x9xf32>
    %34 = call @jax_lowering_22_d50668b9(%7, %8) : (tensor<6x1xf32>, tensor<6x1xi64>) -> tensor<6x1xf32>
    %35 = call @_aten_clamp_23_6e07f0db(%34) : (tensor<6x1xf32>) -> tensor<6x1xf32>
    %36 = call @jax_lowering_19_c8d56819(%33, %30) : (tensor<1x2x6x9xf32>, tensor<1x2x6x9xf32>) -> tensor<1x2x6x9xf32>
    %37 = call @jax_lowering_24_46e24719(%36, %35) : (tensor<1x2x6x9xf32>, tensor<6x1xf32>) -> tensor<1x2x6x9xf32>
    %38 = call @jax_lowering_21_b84e3a7f(%30, %37) : (tensor<1x2x6x9xf32>, tensor<1x2x6x9xf32>) -> tensor<1x2x6x9xf32>
    return %38 : tensor<1x2x6x9xf32>
  }
  func.func private @jax_lowering_24_46e24719(%arg0: tensor<1x2x6x9xf32>, %arg1: tensor<6x1xf32>) -> (tensor<1x2x6x9xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<6x1xf32>) -> tensor<1x1x6x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x6x1xf32>) -> tensor<1x2x6x9xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x6x9xf32>
    return %2 : tensor<1x2x6x9xf32>
  }
  func.func private @_aten_clamp_23_6e07f0db(%arg0: tensor<6x1xf32>) -> (tensor<6x1xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6x1xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<6x1xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<6x1xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<6x1xf32>
    return %5 : tensor<6x1xf32>
  }
  func.func private @jax_lowering_22_d50668b9(%arg0: tensor<6x1xf32>, %arg1: tensor<6x1xi64>) -> (tensor<6x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<6x1xi64>) -> tensor<6x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6x1xf32>
    return %1 : tensor<6x1xf32>
  }
  func.func private @jax_lowering_21_b84e3a7f(%arg0: tensor<1x2x6x9xf32>, %arg1: tensor<1x2x6x9xf32>) -> (tensor<1x2x6x9xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x2x6x9xf32>
    return %0 : tensor<1x2x6x9xf32>
  }
  func.func private @jax_lowering_20_f2361a58(%arg0: tensor<1x2x6x9xf32>, %arg1: tensor<9xf32>) -> (tensor<1x2x6x9xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<9xf32>) -> tensor<1x1x1x9xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x9xf32>) -> tensor<1x2x6x9xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x6x9xf32>
    return %2 : tensor<1x2x6x9xf32>
  }
  func.func private @jax_lowering_19_c8d56819(%arg0: tensor<1x2x6x9xf32>, %arg1: tensor<1x2x6x9xf32>) -> (tensor<1x2x6x9xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<1x2x6x9xf32>
    return %0 : tensor<1x2x6x9xf32>
  }
  func.func private @_aten_clamp_18_b40209bb(%arg0: tensor<9xf32>) -> (tensor<9xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<9xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<9xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<9xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<9xf32>
    return %5 : tensor<9xf32>
  }
  func.func private @jax_lowering_17_6e1ebf18(%arg0: tensor<9xf32>, %arg1: tensor<9xi64>) -> (tensor<9xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<9xi64>) -> tensor<9xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<9xf32>
    return %1 : tensor<9xf32>
  }
  func.func private @_aten_index_16_ea03b29b(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<6x1xi64>, %arg2: tensor<9xi64>) -> (tensor<1x2x6x9xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<6> : tensor<i64>
    %c_0 = stablehlo.constant dense<4> : tensor<i64>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %0 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<6x1xi64>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<6x1xi64>, tensor<6x1xi64>) -> tensor<6x1xi1>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i64>) -> tensor<6x1xi64>
    %3 = stablehlo.add %arg1, %2 : tensor<6x1xi64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<6x1xi1>, tensor<6x1xi64>
    %5 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<9xi64>
    %6 = stablehlo.compare LT, %arg2, %5, SIGNED : (tensor<9xi64>, tensor<9xi64>) -> tensor<9xi1>
    %7 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<9xi64>
    %8 = stablehlo.add %arg2, %7 : tensor<9xi64>
    %9 = stablehlo.select %6, %8, %arg2 : tensor<9xi1>, tensor<9xi64>
    %10 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<6x1xi64>) -> tensor<6x9xi64>
    %11 = stablehlo.broadcast_in_dim %9, dims = [1] : (tensor<9xi64>) -> tensor<6x9xi64>
    %12 = stablehlo.convert %10 : (tensor<6x9xi64>) -> tensor<6x9xi32>
    %13 = stablehlo.convert %11 : (tensor<6x9xi64>) -> tensor<6x9xi32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 1] : (tensor<6x9xi32>) -> tensor<6x9x1xi32>
    %15 = stablehlo.broadcast_in_dim %13, dims = [0, 1] : (tensor<6x9xi32>) -> tensor<6x9x1xi32>
    %16 = stablehlo.concatenate %14, %15, dim = 2 : (tensor<6x9x1xi32>, tensor<6x9x1xi32>) -> tensor<6x9x2xi32>
    %17 = "stablehlo.gather"(%arg0, %16) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2, 3], start_index_map = [2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 2, 1, 1>}> : (tensor<1x2x4x6xf32>, tensor<6x9x2xi32>) -> tensor<1x2x6x9xf32>
    return %17 : tensor<1x2x6x9xf32>
  }
  func.func private @_aten_clamp_15_34ec0899(%arg0: tensor<9xi64>) -> (tensor<9xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<5> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<9xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<9xi64>
    return %2 : tensor<9xi64>
  }
  func.func private @jax_lowering_14_92db4019(%arg0: tensor<9xi64>, %arg1: tensor<i32>) -> (tensor<9xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<9xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<9xi64>
    return %2 : tensor<9xi64>
  }
  func.func private @_aten_unsafe_view_13_1c724625(%arg0: tensor<9xf32>) -> (tensor<9xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<9xf32>
  }
  func.func private @_aten_clamp_12_3e4071bf(%arg0: tensor<9xf32>) -> (tensor<9xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<9xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<9xf32>
    return %2 : tensor<9xf32>
  }
  func.func private @jax_lowering_11_a5c2dd12(%arg0: tensor<9xf32>, %arg1: tensor<f32>) -> (tensor<9xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<9xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<9xf32>
    return %1 : tensor<9xf32>
  }
  func.func private @jax_lowering_10_036b02e9(%arg0: tensor<9xf32>, %arg1: tensor<f32>) -> (tensor<9xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<9xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<9xf32>
    return %1 : tensor<9xf32>
  }
  func.func private @jax_lowering_9_09d7b9bd(%arg0: tensor<9xf32>, %arg1: tensor<f32>) -> (tensor<9xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<9xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<9xf32>
    return %1 : tensor<9xf32>
  }
  func.func private @_aten_arange_8_3fda0f2a() -> (tensor<9xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<9xi64>
    return %0 : tensor<9xi64>
  }
  func.func private @_aten_clamp_7_c90b4a9d(%arg0: tensor<6x1xi64>) -> (tensor<6x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<3> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6x1xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<6x1xi64>
    return %2 : tensor<6x1xi64>
  }
  func.func private @jax_lowering_6_918a47c4(%arg0: tensor<6x1xi64>, %arg1: tensor<i32>) -> (tensor<6x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<6x1xi64>
    return %2 : tensor<6x1xi64>
  }
  func.func private @_aten_unsafe_view_5_c2e3635d(%arg0: tensor<6xf32>) -> (tensor<6x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<6xf32>) -> tensor<6x1xf32>
    return %0 : tensor<6x1xf32>
  }
  func.func private @_aten_clamp_4_e2e494ce(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<6xf32>
    return %2 : tensor<6xf32>
  }
  func.func private @jax_lowering_3_f3405a82(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_2_252bd804(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_1_fef472d9(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_arange_0_0617f2e8() -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<6xi64>
    return %0 : tensor<6xi64>
  }
}
