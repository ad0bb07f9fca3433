module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32> {
    %cst = arith.constant dense<[[[[0.0779747292, 0.235625982, 0.122250028], [0.146523908, -0.082493946, 0.113096431], [0.0270837341, -0.0562897846, -0.132867694]], [[-0.132256448, -0.181368366, 0.158234075], [0.167568088, -0.0268259067, -0.1363976], [0.182175562, 0.150728986, 0.0175206978]]], [[[-0.111283362, 0.216621652, 0.0963882431], [-0.178932279, 0.225586593, 0.178986117], [-0.0859113187, 0.132501096, -0.133923441]], [[-0.0369379185, 0.200135067, 0.00973901246], [-0.166692927, -0.0787794589, -0.0639802366], [-0.0454737507, 0.0225568525, 0.217984423]]], [[[0.0126195811, -1.455320e-01, 0.0120807476], [0.11301621, 0.116917804, -0.21541737], [-0.042177137, -0.17516084, -0.100570753]], [[0.0849219635, -0.167379305, 0.0876168608], [0.200058922, 0.0154593233, -0.157092661], [-0.0844485759, 0.0514689162, -0.179680079]]]]> : tensor<3x2x3x3xf32>
    %cst_0 = arith.constant dense<[0.117099315, -0.213986918, -0.22657901]> : tensor<3xf32>
    %cst_1 = arith.constant dense<[[[[-0.186996177, -0.0390410684, 0.129409775], [-0.182149962, 0.159962043, -0.0769844353], [0.0563655756, 0.00877628569, -0.173535928]], [[0.159604445, 0.103623487, 0.191294551], [0.0972281321, -0.127030343, 0.160615727], [0.0103431214, 9.126300e-02, -0.154312089]], [[-0.0553537458, -0.18896243, -0.0749578699], [0.0415174775, -0.15110445, 0.061346203], [0.103308521, 0.0268100854, -0.128765151]]], [[[-0.149210349, -0.059374053, 0.0844775363], [0.189832076, 0.11066439, -0.021671664], [0.0674761683, -0.18880564, -0.164371878]], [[0.089798741, -0.109006658, 0.0925869047], [-0.135856703, -0.0953226312, -0.158519015], [0.100428291, -0.0196097195, 0.148109809]], [[1.191020e-01, 0.106490828, 0.00618844619], [-0.059501335, -0.0418447442, 0.0255767312], [0.0953993424, -0.134828582, 0.161519095]]]]> : tensor<2x3x3x3xf32>
    %cst_2 = arith.constant dense<[-0.0209251139, -0.161262706]> : tensor<2xf32>
    %0 = stablehlo.convolution(%arg0, %cst) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [2, 2], pad = [[1, 1], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x2x4x6xf32>, tensor<3x2x3x3xf32>) -> tensor<1x3x2x3xf32>
    %1 = stablehlo.broadcast_in_dim %cst_0, dims = [1] : (tensor<3xf32>) -> tensor<1x3x2x3xf32>
    %2 = stablehlo.add %0, %1 : tensor<1x3x2x3xf32>
    %3 = call @_aten_relu_0_68dee761(%2) : (tensor<1x3x2x3xf32>) -> tensor<1x3x2x3xf32>
    %4 = call @_aten_arange_1_880a1e48() : () -> tensor<4xi64>
    %5 = stablehlo.convert %4 : (tensor<4xi64>) -> tensor<4xi32>
    %6 = stablehlo.convert %5 : (tensor<4xi32>) -> tensor<4xf32>
    %cst_3 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %7 = call @jax_lowering_2_3d1a2e06(%6, %cst_3) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %8 = call @jax_lowering_3_50c90f18(%7, %cst_4) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_5 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %9 = call @jax_lowering_4_1578a7a5(%8, %cst_5) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %10 = call @_aten_clamp_5_b6bec552(%9) : (tensor<4xf32>) -> tensor<4xf32>
    %11 = call @_aten_unsafe_view_6_a91f3671(%10) : (tensor<4xf32>) -> tensor<4x1xf32>
    %12 = stablehlo.convert %11 : (tensor<4x1xf32>) -> tensor<4x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %13 = call @jax_lowering_7_2bce0b8f(%12, %c) : (tensor<4x1xi64>, tensor<i32>) -> tensor<4x1xi64>
    %14 = call @_aten_clamp_8_c2364af7(%13) : (tensor<4x1xi64>) -> tensor<4x1xi64>
    %15 = call @_aten_arange_9_b2cbfb57() : () -> tensor<6xi64>
    %16 = stablehlo.convert %15 : (tensor<6xi64>) -> tensor<6xi32>
    %17 = stablehlo.convert %16 : (tensor<6xi32>) -> tensor<6xf32>
    %cst_6 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %18 = call @jax_lowering_10_e82a2400(%17, %cst_6) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_7 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %19 = call @jax_lowering_11_c663ee02(%18, %cst_7) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_8 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %20 = call @jax_lowering_12_23501020(%19, %cst_8) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %21 = call @_aten_clamp_13_676047cc(%20) : (tensor<6xf32>) -> tensor<6xf32>
    %22 = call @_aten_unsafe_view_14_e4f1b504(%21) : (tensor<6xf32>) -> tensor<6xf32>
    %23 = stablehlo.convert %22 : (tensor<6xf32>) -> tensor<6xi64>
    %c_9 = stablehlo.constant dense<1> : tensor<i32>
    %24 = call @jax_lowering_15_1f5337d3(%23, %c_9) : (tensor<6xi64>, tensor<i32>) -> tensor<6xi64>
    %25 = call @_aten_clamp_16_b4e6fa08(%24) : (tensor<6xi64>) -> tensor<6xi64>
    %26 = call @_aten_index_17_40f536e0(%3, %12, %23) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %27 = call @_aten_index_17_40f536e0(%3, %12, %25) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %28 = call @_aten_index_17_40f536e0(%3, %14, %23) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %29 = call @_aten_index_17_40f536e0(%3, %14, %25) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %30 = call @jax_lowering_18_c53be837(%22, %23) : (tensor<6xf32>, tensor<6xi64>) -> tensor<6xf32>
    %31 = call @_aten_clamp_19_66070ea1(%30) : (tensor<6xf32>) -> tensor<6xf32>
    %32 = call @jax_lowering_20_cd9b487d(%27, %26) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %33 = call @jax_lowering_21_751906bb(%32, %31) : (tensor<1x3x4x6xf32>, tensor<6xf32>) -> tensor<1x3x4x6xf32>
    %34 = call @jax_lowering_22_61a80f98(%26, %33) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %35 = call @jax_lowering_20_cd9b487d(%29, %28) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %36 = call @jax_lowering_21_751906bb(%35, %31) : (tensor<1x3x4x6xf32>, tensor<6xf32>) -> tensor<1x3x4x6xf32>
    %37 = call @jax_lowering_22_61a80f98(%28, %36) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %38 = call @jax_lowering_23_9921b339(%11, %12) : (tensor<4x1xf32>, tensor<4x1xi64>) -> tensor<4x1xf32>
    %39 = call @_aten_clamp_24_017b9708(%38) : (tensor<4x1xf32>) -> tensor<4x1xf32>
    %40 = call @jax_lowering_20_cd9b487d(%37, %34) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %41 = call @jax_lowering_25_cfbfbdc0(%40, %39) : (tensor<1x3x4x6xf32>, tensor<4x1xf32>) -> tensor<1x3x4x6xf32>
    %42 = call @jax_lowering_22_61a80f98(%34, %41) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %43 = stablehlo.convolution(%42, %cst_1) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x3x4x6xf32>, tensor<2x3x3x3xf32>) -> tensor<1x2x4x6xf32>
    %44 = stablehlo.broadcast_in_dim %cst_2, dims = [1] : (tensor<2xf32>) -> tensor<1x2x4x6xf32>
    %45 = stablehlo.add %43, %44 : tensor<1x2x4x6xf32>
    %46 = call @jax_lowering_26_fe9480de(%45, %arg0) : (tensor<1x2x4x6xf32>, tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    return %46 : tensor<1x2x4x6xf32>
  }
  func.func private @jax_lowering_26_fe9480de(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<1x2x4x6xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x2x4x6xf32>
    return %0 : tensor<1x2x4x6xf32>
  }
  func.func private @jax_lowering_25_cfbfbdc0(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<4x1xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<4x1xf32>) -> tensor<1x1x4x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x4x1xf32>) -> tensor<1x3x4x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x3x4x6xf32>
    return %2 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_24_017b9708(%arg0: tensor<4x1xf32>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_23_9921b339(%arg0: tensor<4x1xf32>, %arg1: tensor<4x1xi64>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<4x1xi64>) -> tensor<4x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4x1xf32>
    return %1 : tensor<4x1xf32>
  }
  func.func private @jax_lowering_22_61a80f98(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @jax_lowering_21_751906bb(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x6xf32>) -> tensor<1x3x4x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x3x4x6xf32>
    return %2 : tensor<1x3x4x6xf32>
  }
  func.func private @jax_lowering_20_cd9b487d(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_19_66070ea1(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_18_c53be837(%arg0: tensor<6xf32>, %arg1: tensor<6xi64>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<6xi64>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_index_17_40f536e0(%arg0: tensor<1x3x2x3xf32>, %arg1: tensor<4x1xi64>, %arg2: tensor<6xi64>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
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
  func.func private @_aten_clamp_16_b4e6fa08(%arg0: tensor<6xi64>) -> (tensor<6xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<2> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<6xi64>
    return %2 : tensor<6xi64>
  }
  func.func private @jax_lowering_15_1f5337d3(%arg0: tensor<6xi64>, %arg1: tensor<i32>) -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<6xi64>
    return %2 : tensor<6xi64>
  }
  func.func private @_aten_unsafe_view_14_e4f1b504(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<6xf32>
  }
  func.func private @_aten_clamp_13_676047cc(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<6xf32>
    return %2 : tensor<6xf32>
  }
  func.func private @jax_lowering_12_23501020(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_11_c663ee02(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_10_e82a2400(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_arange_9_b2cbfb57() -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<6xi64>
    return %0 : tensor<6xi64>
  }
  func.func private @_aten_clamp_8_c2364af7(%arg0: tensor<4x1xi64>) -> (tensor<4x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<4x1xi64>
    return %2 : tensor<4x1xi64>
  }
  func.func private @jax_lowering_7_2bce0b8f(%arg0: tensor<4x1xi64>, %arg1: tensor<i32>) -> (tensor<4x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<4x1xi64>
    return %2 : tensor<4x1xi64>
  }
  func.func private @_aten_unsafe_view_6_a91f3671(%arg0: tensor<4xf32>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<4xf32>) -> tensor<4x1xf32>
    return %0 : tensor<4x1xf32>
  }
  func.func private @_aten_clamp_5_b6bec552(%arg0: tensor<4xf32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<4xf32>
    return %2 : tensor<4xf32>
  }
  func.func private @jax_lowering_4_1578a7a5(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @jax_lowering_3_50c90f18(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @jax_lowering_2_3d1a2e06(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @_aten_arange_1_880a1e48() -> (tensor<4xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<4xi64>
    return %0 : tensor<4xi64>
  }
  func.func private @_aten_relu_0_68dee761(%arg0: tensor<1x3x2x3xf32>) -> (tensor<1x3x2x3xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<1x3x2x3xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<1x3x2x3xf32>
    return %1 : tensor<1x3x2x3xf32>
  }
}
