module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x8x12xf32> {
    %0 = call @permute_0_769e999d(%arg0) : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    %1 = call @_aten_clone_1_1502e3da(%0) : (tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %2 = call @permute_2_552cfc20(%1) : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    %3 = call @_aten_clone_3_0b1be8d1(%2) : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    %4 = stablehlo.custom_call @mark_tensor(%3) {backend_config = "{\22name\22: \22odml.upsample_bilinear2d\22, \22pos\22: 0, \22id\22: \2227d5c082820d4f71af8b8c39981c3e1f\22, \22is_input\22: true, \22attr\22: null}"} : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    %5 = call @_aten_arange_4_fa21a761() : () -> tensor<8xi64>
    %6 = stablehlo.convert %5 : (tensor<8xi64>) -> tensor<8xi32>
    %7 = stablehlo.convert %6 : (tensor<8xi32>) -> tensor<8xf32>
    %cst = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %8 = call @jax_lowering_5_895d7a47(%7, %cst) : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
    %cst_0 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %9 = call @jax_lowering_6_53e43dba(%8, %cst_0) : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
    %cst_1 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %10 = call @jax_lowering_7_eef8e779(%9, %cst_1) : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
    %11 = call @_aten_clamp_8_d2d80cd3(%10) : (tensor<8xf32>) -> tensor<8xf32>
    %12 = call @_aten_unsafe_view_9_9e8942cb(%11) : (tensor<8xf32>) -> tensor<8x1xf32>
    %13 = stablehlo.convert %12 : (tensor<8x1xf32>) -> tensor<8x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %14 = call @jax_lowering_10_9282e1b9(%13, %c) : (tensor<8x1xi64>, tensor<i32>) -> tensor<8x1xi64>
    %15 = call @_aten_clamp_11_128d57f4(%14) : (tensor<8x1xi64>) -> tensor<8x1xi64>
    %16 = call @_aten_arange_12_bcb772ab() : () -> tensor<12xi64>
    %17 = stablehlo.convert %16 : (tensor<12xi64>) -> tensor<12xi32>
    %18 = stablehlo.convert %17 : (tensor<12xi32>) -> tensor<12xf32>
    %cst_2 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %19 = call @jax_lowering_13_1d2c9f58(%18, %cst_2) : (tensor<12xf32>, tensor<f32>) -> tensor<12xf32>
    %cst_3 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %20 = call @jax_lowering_14_276c90bb(%19, %cst_3) : (tensor<12xf32>, tensor<f32>) -> tensor<12xf32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %21 = call @jax_lowering_15_57169c49(%20, %cst_4) : (tensor<12xf32>, tensor<f32>) -> tensor<12xf32>
    %22 = call @_aten_clamp_16_eb56c15e(%21) : (tensor<12xf32>) -> tensor<12xf32>
    %23 = call @_aten_unsafe_view_17_5a44b9d1(%22) : (tensor<12xf32>) -> tensor<12xf32>
    %24 = stablehlo.convert %23 : (tensor<12xf32>) -> tensor<12xi64>
    %c_5 = stablehlo.constant dense<1> : tensor<i32>
    %25 = call @jax_lowering_18_09a16f84(%24, %c_5) : (tensor<12xi64>, tensor<i32>) -> tensor<12xi64>
    %26 = call @_aten_clamp_19_fa66c8d4(%25) : (tensor<12xi64>) -> tensor<12xi64>
    %27 = call @_aten_index_20_a23fd541(%4, %13, %24) : (tensor<1x2x4x6xf32>, tensor<8x1xi64>, tensor<12xi64>) -> tensor<1x2x8x12xf32>
    %28 = call @_aten_index_20_a23fd541(%4, %13, %26) : (tensor<1x2x4x6xf32>, tensor<8x1xi64>, tensor<12xi64>) -> tensor<1x2x8x12xf32>
    %29 = call @_aten_index_20_a23fd541(%4, %15, %24) : (tensor<1x2x4x6xf32>, tensor<8x1xi64>, tensor<12xi64>) -> tensor<1x2x8x12xf32>
    %30 = call @_aten_index_20_a23fd541(%4, %15, %26) : (tensor<1x2x4x6xf32>, tensor<8x1xi64>, tensor<12xi64>) -> tensor<1x2x8x12xf32>
    %31 = call @jax_lowering_21_a54a4093(%23, %24) : (tensor<12xf32>, tensor<12xi64>) -> tensor<12xf32>
    %32 = call @_aten_clamp_22_326de97b(%31) : (tensor<12xf32>) -> tensor<12xf32>
    %33 = call @jax_lowering_23_fcebf541(%28, %27) : (tensor<1x2x8x12xf32>, tensor<1x2x8x12xf32>) -> tensor<1x2x8x12xf32>
    %34 = call @jax_lowering_24_7ef0b930(%33, %32) : (tensor<1x2x8x12xf32>, tensor<12xf32>) -> tensor<1x2x8x12xf32>
    %35 = call @jax_lowering_25_fb0333e2(%27, %34) : (tensor<1x2x8x12xf32>, tensor<1x2x8x12xf32>) -> tensor<1x2x8x12xf32>
    %36 = call @jax_lowering_23_fcebf541(%30, %29) : (tensor<1x2x8x12xf32>, tensor<1x2x8x12xf32>) -> tensor<1x2x8x12xf32>
    %37 = call @jax_lowering_24_7ef0b930(%36, %32) : (tensor<1x2x8x12xf32>, tensor<12xf32>) -> tensor<1x2x8x12xf32>
    %38 = call @jax_lowering_25_fb0333e2(%29, %37) : (tensor<1x2x8x12xf32>, tensor<1x2x8x12xf32>) -> tensor<1x2x8x12xf32>
    %39 = call @jax_lowering_26_5fc08da9(%12, %13) : (tensor<8x1xf32>, tensor<8x1xi64>) -> tensor<8x1xf32>
    %40 = call @_aten_clamp_27_601aec57(%39) : (tensor<8x1xf32>) -> tensor<8x1xf32>
    %41 = call @jax_lowering_23_fcebf541(%38, %35) : (tensor<1x2x8x12xf32>, tensor<1x2x8x12xf32>) -> tensor<1x2x8x12xf32>
    %42 = call @jax_lowering_28_11e49011(%41, %40) : (tensor<1x2x8x12xf32>, tensor<8x1xf32>) -> tensor<1x2x8x12xf32>
    %43 = call @jax_lowering_25_fb0333e2(%35, %42) : (tensor<1x2x8x12xf32>, tensor<1x2x8x12xf32>) -> tensor<1x2x8x12xf32>
    %44 = stablehlo.custom_call @mark_tensor(%43) {backend_config = "{\22name\22: \22odml.upsample_bilinear2d\22, \22pos\22: 0, \22id\22: \2227d5c082820d4f71af8b8c39981c3e1f\22, \22is_input\22: false, \22attr\22: {\22size\22: [8, 12], \22align_corners\22: false, \22is_nchw_op\22: true}}"} : (tensor<1x2x8x12xf32>) -> tensor<1x2x8x12xf32>
    %45 = call @permute_29_a0f5363e(%44) : (tensor<1x2x8x12xf32>) -> tensor<1x8x12x2xf32>
    %46 = call @_aten_clone_30_19e382a5(%45) : (tensor<1x8x12x2xf32>) -> tensor<1x8x12x2xf32>
    %47 = call @permute_31_fc18ef12(%46) : (tensor<1x8x12x2xf32>) -> tensor<1x2x8x12xf32>
    %48 = call @_aten_clone_32_89873185(%47) : (tensor<1x2x8x12xf32>) -> tensor<1x2x8x12xf32>
    return %48 : tensor<1x2x8x12xf32>
  }
  func.func private @_aten_clone_32_89873185(%arg0: tensor<1x2x8x12xf32>) -> (tensor<1x2x8x12xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x2x8x12xf32>
  }
  func.func private @permute_31_fc18ef12(%arg0: tensor<1x8x12x2xf32>) -> (tensor<1x2x8x12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x8x12x2xf32>) -> tensor<1x2x8x12xf32>
    return %0 : tensor<1x2x8x12xf32>
  }
  func.func private @_aten_clone_30_19e382a5(%arg0: tensor<1x8x12x2xf32>) -> (tensor<1x8x12x2xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x8x12x2xf32>
  }
  func.func private @permute_29_a0f5363e(%arg0: tensor<1x2x8x12xf32>) -> (tensor<1x8x12x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x2x8x12xf32>) -> tensor<1x8x12x2xf32>
    return %0 : tensor<1x8x12x2xf32>
  }
  func.func private @jax_lowering_28_11e49011(%arg0: tensor<1x2x8x12xf32>, %arg1: tensor<8x1xf32>) -> (tensor<1x2x8x12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<8x1xf32>) -> tensor<1x1x8x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x8x1xf32>) -> tensor<1x2x8x12xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x8x12xf32>
    return %2 : tensor<1x2x8x12xf32>
  }
  func.func private @_aten_clamp_27_601aec57(%arg0: tensor<8x1xf32>) -> (tensor<8x1xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<8x1xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<8x1xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<8x1xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<8x1xf32>
    return %5 : tensor<8x1xf32>
  }
  func.func private @jax_lowering_26_5fc08da9(%arg0: tensor<8x1xf32>, %arg1: tensor<8x1xi64>) -> (tensor<8x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<8x1xi64>) -> tensor<8x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<8x1xf32>
    return %1 : tensor<8x1xf32>
  }
  func.func private @jax_lowering_25_fb0333e2(%arg0: tensor<1x2x8x12xf32>, %arg1: tensor<1x2x8x12xf32>) -> (tensor<1x2x8x12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x2x8x12xf32>
    return %0 : tensor<1x2x8x12xf32>
  }
  func.func private @jax_lowering_24_7ef0b930(%arg0: tensor<1x2x8x12xf32>, %arg1: tensor<12xf32>) -> (tensor<1x2x8x12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<12xf32>) -> tensor<1x1x1x12xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x12xf32>) -> tensor<1x2x8x12xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x8x12xf32>
    return %2 : tensor<1x2x8x12xf32>
  }
  func.func private @jax_lowering_23_fcebf541(%arg0: tensor<1x2x8x12xf32>, %arg1: tensor<1x2x8x12xf32>) -> (tensor<1x2x8x12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<1x2x8x12xf32>
    return %0 : tensor<1x2x8x12xf32>
  }
  func.func private @_aten_clamp_22_326de97b(%arg0: tensor<12xf32>) -> (tensor<12xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<12xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<12xf32>
    return %5 : tensor<12xf32>
  }
  func.func private @jax_lowering_21_a54a4093(%arg0: tensor<12xf32>, %arg1: tensor<12xi64>) -> (tensor<12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<12xi64>) -> tensor<12xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<12xf32>
    return %1 : tensor<12xf32>
  }
  func.func private @_aten_index_20_a23fd541(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<8x1xi64>, %arg2: tensor<12xi64>) -> (tensor<1x2x8x12xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<6> : tensor<i64>
    %c_0 = stablehlo.constant dense<4> : tensor<i64>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %0 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<8x1xi64>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<8x1xi64>, tensor<8x1xi64>) -> tensor<8x1xi1>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i64>) -> tensor<8x1xi64>
    %3 = stablehlo.add %arg1, %2 : tensor<8x1xi64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<8x1xi1>, tensor<8x1xi64>
    %5 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<12xi64>
    %6 = stablehlo.compare LT, %arg2, %5, SIGNED : (tensor<12xi64>, tensor<12xi64>) -> tensor<12xi1>
    %7 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<12xi64>
    %8 = stablehlo.add %arg2, %7 : tensor<12xi64>
    %9 = stablehlo.select %6, %8, %arg2 : tensor<12xi1>, tensor<12xi64>
    %10 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<8x1xi64>) -> tensor<8x12xi64>
    %11 = stablehlo.broadcast_in_dim %9, dims = [1] : (tensor<12xi64>) -> tensor<8x12xi64>
    %12 = stablehlo.convert %10 : (tensor<8x12xi64>) -> tensor<8x12xi32>
    %13 = stablehlo.convert %11 : (tensor<8x12xi64>) -> tensor<8x12xi32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 1] : (tensor<8x12xi32>) -> tensor<8x12x1xi32>
    %15 = stablehlo.broadcast_in_dim %13, dims = [0, 1] : (tensor<8x12xi32>) -> tensor<8x12x1xi32>
    %16 = stablehlo.concatenate %14, %15, dim = 2 : (tensor<8x12x1xi32>, tensor<8x12x1xi32>) -> tensor<8x12x2xi32>
    %17 = "stablehlo.gather"(%arg0, %16) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2, 3], start_index_map = [2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 2, 1, 1>}> : (tensor<1x2x4x6xf32>, tensor<8x12x2xi32>) -> tensor<1x2x8x12xf32>
    return %17 : tensor<1x2x8x12xf32>
  }
  func.func private @_aten_clamp_19_fa66c8d4(%arg0: tensor<12xi64>) -> (tensor<12xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<5> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<12xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<12xi64>
    return %2 : tensor<12xi64>
  }
  func.func private @jax_lowering_18_09a16f84(%arg0: tensor<12xi64>, %arg1: tensor<i32>) -> (tensor<12xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<12xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<12xi64>
    return %2 : tensor<12xi64>
  }
  func.func private @_aten_unsafe_view_17_5a44b9d1(%arg0: tensor<12xf32>) -> (tensor<12xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<12xf32>
  }
  func.func private @_aten_clamp_16_eb56c15e(%arg0: tensor<12xf32>) -> (tensor<12xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<12xf32>
    return %2 : tensor<12xf32>
  }
  func.func private @jax_lowering_15_57169c49(%arg0: tensor<12xf32>, %arg1: tensor<f32>) -> (tensor<12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<12xf32>
    return %1 : tensor<12xf32>
  }
  func.func private @jax_lowering_14_276c90bb(%arg0: tensor<12xf32>, %arg1: tensor<f32>) -> (tensor<12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<12xf32>
    return %1 : tensor<12xf32>
  }
  func.func private @jax_lowering_13_1d2c9f58(%arg0: tensor<12xf32>, %arg1: tensor<f32>) -> (tensor<12xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<12xf32>
    return %1 : tensor<12xf32>
  }
  func.func private @_aten_arange_12_bcb772ab() -> (tensor<12xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<12xi64>
    return %0 : tensor<12xi64>
  }
  func.func private @_aten_clamp_11_128d57f4(%arg0: tensor<8x1xi64>) -> (tensor<8x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<3> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<8x1xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<8x1xi64>
    return %2 : tensor<8x1xi64>
  }
  func.func private @jax_lowering_10_9282e1b9(%arg0: tensor<8x1xi64>, %arg1: tensor<i32>) -> (tensor<8x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<8x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<8x1xi64>
    return %2 : tensor<8x1xi64>
  }
  func.func private @_aten_unsafe_view_9_9e8942cb(%arg0: tensor<8xf32>) -> (tensor<8x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<8xf32>) -> tensor<8x1xf32>
    return %0 : tensor<8x1xf32>
  }
  func.func private @_aten_clamp_8_d2d80cd3(%arg0: tensor<8xf32>) -> (tensor<8xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<8xf32>
    return %2 : tensor<8xf32>
  }
  func.func private @jax_lowering_7_eef8e779(%arg0: tensor<8xf32>, %arg1: tensor<f32>) -> (tensor<8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<8xf32>
    return %1 : tensor<8xf32>
  }
  func.func private @jax_lowering_6_53e43dba(%arg0: tensor<8xf32>, %arg1: tensor<f32>) -> (tensor<8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<8xf32>
    return %1 : tensor<8xf32>
  }
  func.func private @jax_lowering_5_895d7a47(%arg0: tensor<8xf32>, %arg1: tensor<f32>) -> (tensor<8xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<8xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<8xf32>
    return %1 : tensor<8xf32>
  }
  func.func private @_aten_arange_4_fa21a761() -> (tensor<8xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<8xi64>
    return %0 : tensor<8xi64>
  }
  func.func private @_aten_clone_3_0b1be8d1(%arg0: tensor<1x2x4x6xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x2x4x6xf32>
  }
  func.func private @permute_2_552cfc20(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    return %0 : tensor<1x2x4x6xf32>
  }
  func.func private @_aten_clone_1_1502e3da(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x4x6x2xf32>
  }
  func.func private @permute_0_769e999d(%arg0: tensor<1x2x4x6xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    return %0 : tensor<1x4x6x2xf32>
  }
}
