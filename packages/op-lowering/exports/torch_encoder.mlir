module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32> {
    %cst = arith.constant dense<[[[[0.0144624664, -0.091019012, -0.144047529], [0.130553156, -0.0316670612, 0.111373581], [0.183531508, 2.316520e-02, 0.132758975]], [[-0.111318737, 0.131572708, 0.00941636506], [0.156631097, 0.225345373, -1.782980e-01], [0.223757088, 0.179926127, -0.189874426]]], [[[0.069094114, -0.191887066, 0.0764585435], [0.0364489891, -0.225004077, 0.0855643674], [-0.0647427589, 0.23494266, 0.2300473]], [[0.0813667923, 0.185790643, 8.513110e-02], [0.222997367, -0.0217615981, 0.0582539141], [-0.0389339961, -0.00412204629, -0.0711034462]]], [[[-0.0932803079, 0.136348546, 0.101146229], [-0.104047894, -0.207724765, 0.115248337], [-0.216815844, -0.0104301088, -0.202808306]], [[0.197360769, 0.191926911, -0.193709984], [-0.219140202, -0.139358297, 0.0650399774], [-0.117869027, -0.0561315678, -0.0597456321]]]]> : tensor<3x2x3x3xf32>
    %cst_0 = arith.constant dense<[0.043235559, -0.111488529, 0.107200906]> : tensor<3xf32>
    %cst_1 = arith.constant dense<[[[[-0.137714744, -0.0171307176, 0.161316738], [-0.106266826, 0.14765124, 0.100162573], [-0.0621648803, 0.0667348504, -0.130014628]], [[0.0154888844, 0.0545135252, 0.16646187], [-0.107691012, -0.109450601, -0.0960527732], [-0.187479585, 0.0389186963, -0.159304395]], [[-0.0516620614, -0.0858676806, 0.0107600894], [5.837950e-02, -0.139850721, -0.0568140857], [-0.0185019281, -0.111251995, 0.0444581844]]], [[[0.0712443218, -0.137155563, 0.151326686], [0.136755019, -0.0578167364, 0.0286349244], [0.0234323349, -0.0265527461, -0.129160583]], [[0.158582792, 0.0947052612, -0.160824537], [-0.149151847, 0.183011353, 0.0307159796], [-0.0442145653, 0.130430683, 0.0552868731]], [[0.0690839812, 0.152678207, -0.0150203202], [0.183380932, -0.135183617, -0.117105901], [0.0326084495, -0.0233643577, 0.109821938]]]]> : tensor<2x3x3x3xf32>
    %cst_2 = arith.constant dense<[-0.0523323976, 0.0302624423]> : tensor<2xf32>
    %0 = stablehlo.convolution(%arg0, %cst) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [2, 2], pad = [[1, 1], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x2x4x6xf32>, tensor<3x2x3x3xf32>) -> tensor<1x3x2x3xf32>
    %1 = stablehlo.broadcast_in_dim %cst_0, dims = [1] : (tensor<3xf32>) -> tensor<1x3x2x3xf32>
    %2 = stablehlo.add %0, %1 : tensor<1x3x2x3xf32>
    %3 = call @_aten_relu_0_d02e9511(%2) : (tensor<1x3x2x3xf32>) -> tensor<1x3x2x3xf32>
    %4 = call @_aten_arange_1_3df9177b() : () -> tensor<4xi64>
    %5 = stablehlo.convert %4 : (tensor<4xi64>) -> tensor<4xi32>
    %6 = stablehlo.convert %5 : (tensor<4xi32>) -> tensor<4xf32>
    %cst_3 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %7 = call @jax_lowering_2_29221fc3(%6, %cst_3) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %8 = call @jax_lowering_3_4c673cca(%7, %cst_4) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_5 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %9 = call @jax_lowering_4_4f46b250(%8, %cst_5) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %10 = call @_aten_clamp_5_313ea106(%9) : (tensor<4xf32>) -> tensor<4xf32>
    %11 = call @_aten_unsafe_view_6_d88b2b7b(%10) : (tensor<4xf32>) -> tensor<4x1xf32>
    %12 = stablehlo.convert %11 : (tensor<4x1xf32>) -> tensor<4x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %13 = call @jax_lowering_7_fbfec46a(%12, %c) : (tensor<4x1xi64>, tensor<i32>) -> tensor<4x1xi64>
    %14 = call @_aten_clamp_8_f27d356d(%13) : (tensor<4x1xi64>) -> tensor<4x1xi64>
    %15 = call @_aten_arange_9_b9d42df7() : () -> tensor<6xi64>
    %16 = stablehlo.convert %15 : (tensor<6xi64>) -> tensor<6xi32>
    %17 = stablehlo.convert %16 : (tensor<6xi32>) -> tensor<6xf32>
    %cst_6 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %18 = call @jax_lowering_10_9dd929cb(%17, %cst_6) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_7 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %19 = call @jax_lowering_11_8baf0b97(%18, %cst_7) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_8 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %20 = call @jax_lowering_12_960e7652(%19, %cst_8) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %21 = call @_aten_clamp_13_104804ea(%20) : (tensor<6xf32>) -> tensor<6xf32>
    %22 = call @_aten_unsafe_view_14_f44303d3(%21) : (tensor<6xf32>) -> tensor<6xf32>
    %23 = stablehlo.convert %22 : (tensor<6xf32>) -> tensor<6xi64>
    %c_9 = stablehlo.constant dense<1> : tensor<i32>
    %24 = call @jax_lowering_15_8db0ca1e(%23, %c_9) : (tensor<6xi64>, tensor<i32>) -> tensor<6xi64>
    %25 = call @_aten_clamp_16_d1caba8c(%24) : (tensor<6xi64>) -> tensor<6xi64>
    %26 = call @_aten_index_17_1e2d0a2f(%3, %12, %23) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %27 = call @_aten_index_17_1e2d0a2f(%3, %12, %25) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %28 = call @_aten_index_17_1e2d0a2f(%3, %14, %23) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %29 = call @_aten_index_17_1e2d0a2f(%3, %14, %25) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %30 = call @jax_lowering_18_4086831b(%22, %23) : (tensor<6xf32>, tensor<6xi64>) -> tensor<6xf32>
    %31 = call @_aten_clamp_19_29fafdef(%30) : (tensor<6xf32>) -> tensor<6xf32>
    %32 = call @jax_lowering_20_55212fe5(%27, %26) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %33 = call @jax_lowering_21_35a766bd(%32, %31) : (tensor<1x3x4x6xf32>, tensor<6xf32>) -> tensor<1x3x4x6xf32>
    %34 = call @jax_lowering_22_18271c37(%26, %33) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %35 = call @jax_lowering_20_55212fe5(%29, %28) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %36 = call @jax_lowering_21_35a766bd(%35, %31) : (tensor<1x3x4x6xf32>, tensor<6xf32>) -> tensor<1x3x4x6xf32>
    %37 = call @jax_lowering_22_18271c37(%28, %36) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %38 = call @jax_lowering_23_34994248(%11, %12) : (tensor<4x1xf32>, tensor<4x1xi64>) -> tensor<4x1xf32>
    %39 = call @_aten_clamp_24_f0be6ea5(%38) : (tensor<4x1xf32>) -> tensor<4x1xf32>
    %40 = call @jax_lowering_20_55212fe5(%37, %34) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %41 = call @jax_lowering_25_22eaecf4(%40, %39) : (tensor<1x3x4x6xf32>, tensor<4x1xf32>) -> tensor<1x3x4x6xf32>
    %42 = call @jax_lowering_22_18271c37(%34, %41) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %43 = stablehlo.convolution(%42, %cst_1) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x3x4x6xf32>, tensor<2x3x3x3xf32>) -> tensor<1x2x4x6xf32>
    %44 = stablehlo.broadcast_in_dim %cst_2, dims = [1] : (tensor<2xf32>) -> tensor<1x2x4x6xf32>
    %45 = stablehlo.add %43, %44 : tensor<1x2x4x6xf32>
    %46 = call @jax_lowering_26_4efc1850(%45, %arg0) : (tensor<1x2x4x6xf32>, tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    return %46 : tensor<1x2x4x6xf32>
  }
  func.func private @jax_lowering_26_4efc1850(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<1x2x4x6xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x2x4x6xf32>
    return %0 : tensor<1x2x4x6xf32>
  }
  func.func private @jax_lowering_25_22eaecf4(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<4x1xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<4x1xf32>) -> tensor<1x1x4x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x4x1xf32>) -> tensor<1x3x4x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x3x4x6xf32>
    return %2 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_24_f0be6ea5(%arg0: tensor<4x1xf32>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x1xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<4x1xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<4x1xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<4x1xf32>
    return %5 : tensor<4x1xf32>
  }
  func.func private @jax_lowering_23_34994248(%arg0: tensor<4x1xf32>, %arg1: tensor<4x1xi64>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<4x1xi64>) -> tensor<4x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4x1xf32>
    return %1 : tensor<4x1xf32>
  }
  func.func private @jax_lowering_22_18271c37(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @jax_lowering_21_35a766bd(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x6xf32>) -> tensor<1x3x4x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x3x4x6xf32>
    return %2 : tensor<1x3x4x6xf32>
  }
  func.func private @jax_lowering_20_55212fe5(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_19_29fafdef(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<6xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<6xf32>
    return %5 : tensor<6xf32>
  }
  func.func private @jax_lowering_18_4086831b(%arg0: tensor<6xf32>, %arg1: tensor<6xi64>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<6xi64>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_index_17_1e2d0a2f(%arg0: tensor<1x3x2x3xf32>, %arg1: tensor<4x1xi64>, %arg2: tensor<6xi64>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<3> : tensor<i64>
    %c_0 = stablehlo.constant dense<2> : tensor<i64>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %0 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<4x1xi64>, tensor<4x1xi64>) -> tensor<4x1xi1>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %3 = stablehlo.add %arg1, %2 : tensor<4x1xi64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<4x1xi1>, tensor<4x1xi64>
    %5 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %6 = stablehlo.compare LT, %arg2, %5, SIGNED : (tensor<6xi64>, tensor<6xi64>) -> tensor<6xi1>
    %7 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %8 = stablehlo.add %arg2, %7 : tensor<6xi64>
    %9 = stablehlo.select %6, %8, %arg2 : tensor<6xi1>, tensor<6xi64>
    %10 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<4x1xi64>) -> tensor<4x6xi64>
    %11 = stablehlo.broadcast_in_dim %9, dims = [1] : (tensor<6xi64>) -> tensor<4x6xi64>
    %12 = stablehlo.convert %10 : (tensor<4x6xi64>) -> tensor<4x6xi32>
    %13 = stablehlo.convert %11 : (tensor<4x6xi64>) -> tensor<4x6xi32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 1] : (tensor<4x6xi32>) -> tensor<4x6x1xi32>
    %15 = stablehlo.broadcast_in_dim %13, dims = [0, 1] : (tensor<4x6xi32>) -> tensor<4x6x1xi32>
    %16 = stablehlo.concatenate %14, %15, dim = 2 : (tensor<4x6x1xi32>, tensor<4x6x1xi32>) -> tensor<4x6x2xi32>
    %17 = "stablehlo.gather"(%arg0, %16) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2, 3], start_index_map = [2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 3, 1, 1>}> : (tensor<1x3x2x3xf32>, tensor<4x6x2xi32>) -> tensor<1x3x4x6xf32>
    return %17 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_16_d1caba8c(%arg0: tensor<6xi64>) -> (tensor<6xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<2> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<6xi64>
    return %2 : tensor<6xi64>
  }
  func.func private @jax_lowering_15_8db0ca1e(%arg0: tensor<6xi64>, %arg1: tensor<i32>) -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<6xi64>
    return %2 : tensor<6xi64>
  }
  func.func private @_aten_unsafe_view_14_f44303d3(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<6xf32>
  }
  func.func private @_aten_clamp_13_104804ea(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<6xf32>
    return %2 : tensor<6xf32>
  }
  func.func private @jax_lowering_12_960e7652(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_11_8baf0b97(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_10_9dd929cb(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_arange_9_b9d42df7() -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<6xi64>
    return %0 : tensor<6xi64>
  }
  func.func private @_aten_clamp_8_f27d356d(%arg0: tensor<4x1xi64>) -> (tensor<4x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<4x1xi64>
    return %2 : tensor<4x1xi64>
  }
  func.func private @jax_lowering_7_fbfec46a(%arg0: tensor<4x1xi64>, %arg1: tensor<i32>) -> (tensor<4x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<4x1xi64>
    return %2 : tensor<4x1xi64>
  }
  func.func private @_aten_unsafe_view_6_d88b2b7b(%arg0: tensor<4xf32>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<4xf32>) -> tensor<4x1xf32>
    return %0 : tensor<4x1xf32>
  }
  func.func private @_aten_clamp_5_313ea106(%arg0: tensor<4xf32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<4xf32>
    return %2 : tensor<4xf32>
  }
  func.func private @jax_lowering_4_4f46b250(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @jax_lowering_3_4c673cca(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @jax_lowering_2_29221fc3(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @_aten_arange_1_3df9177b() -> (tensor<4xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<4xi64>
    return %0 : tensor<4xi64>
  }
  func.func private @_aten_relu_0_d02e9511(%arg0: tensor<1x3x2x3xf32>) -> (tensor<1x3x2x3xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<1x3x2x3xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<1x3x2x3xf32>
    return %1 : tensor<1x3x2x3xf32>
  }
}
