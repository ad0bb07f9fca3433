module @jit__lambda attributes {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<1x?x6x2xf32>) -> (tensor<1x?x12x2xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<1> : tensor<i32>
    %0 = stablehlo.get_dimension_size %arg0, dim = 1 : (tensor<1x?x6x2xf32>) -> tensor<i32>
    %1 = stablehlo.compare GE, %0, %c, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.custom_call @shape_assertion(%1, %0) {api_version = 2 : i32, error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'n'. Using the following polymorphic shapes specifications: args[0].shape = (1, n, 6, 2). Obtained dimension variables: 'n' = {0} from specification 'n' for dimension args[0].shape[1] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details.", has_side_effect = true} : (tensor<i1>, tensor<i32>) -> ()
    %2 = call @_wrapped_jax_export_main(%0, %arg0) : (tensor<i32>, tensor<1x?x6x2xf32>) -> tensor<1x?x12x2xf32>
    return %2 : tensor<1x?x12x2xf32>
  }
  func.func private @_wrapped_jax_export_main(%arg0: tensor<i32> {jax.global_constant = "n"}, %arg1: tensor<1x?x6x2xf32>) -> (tensor<1x?x12x2xf32> {jax.result_info = "result"}) {
    %0 = call @_resize(%arg0, %arg1) : (tensor<i32>, tensor<1x?x6x2xf32>) -> tensor<1x?x12x2xf32>
    return %0 : tensor<1x?x12x2xf32>
  }
  func.func private @_resize(%arg0: tensor<i32> {jax.global_constant = "n"}, %arg1: tensor<1x?x6x2xf32>) -> tensor<1x?x12x2xf32> {
    %c = stablehlo.constant dense<2> : tensor<1xi32>
    %c_0 = stablehlo.constant dense<6> : tensor<i32>
    %cst = stablehlo.constant dense<1.200000e+01> : tensor<f32>
    %cst_1 = stablehlo.constant dense<6.000000e+00> : tensor<f32>
    %c_2 = stablehlo.constant dense<1> : tensor<1xi32>
    %c_3 = stablehlo.constant dense<0> : tensor<i32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %cst_5 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_6 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %c_7 = stablehlo.constant dense<2> : tensor<i32>
    %0 = stablehlo.convert %arg0 : tensor<i32>
    %1 = stablehlo.multiply %0, %c_7 : tensor<i32>
    %2 = stablehlo.reshape %1 : (tensor<i32>) -> tensor<1xi32>
    %3 = stablehlo.dynamic_iota %2, dim = 0 : (tensor<1xi32>) -> tensor<?xf32>
    %4 = stablehlo.convert %arg0 : tensor<i32>
    %5 = stablehlo.multiply %4, %c_7 : tensor<i32>
    %6 = stablehlo.reshape %5 : (tensor<i32>) -> tensor<1xi32>
    %7 = stablehlo.dynamic_broadcast_in_dim %cst_6, %6, dims = [] : (tensor<f32>, tensor<1xi32>) -> tensor<?xf32>
    %8 = stablehlo.multiply %7, %3 : tensor<?xf32>
    %9 = stablehlo.convert %arg0 : tensor<i32>
    %10 = stablehlo.multiply %9, %c_7 : tensor<i32>
    %11 = stablehlo.reshape %10 : (tensor<i32>) -> tensor<1xi32>
    %12 = stablehlo.dynamic_broadcast_in_dim %cst_5, %11, dims = [] : (tensor<f32>, tensor<1xi32>) -> tensor<?xf32>
    %13 = stablehlo.add %12, %8 : tensor<?xf32>
    %14 = stablehlo.convert %arg0 : tensor<i32>
    %15 = stablehlo.multiply %14, %c_7 : tensor<i32>
    %16 = stablehlo.reshape %15 : (tensor<i32>) -> tensor<1xi32>
    %17 = stablehlo.dynamic_broadcast_in_dim %cst_4, %16, dims = [] : (tensor<f32>, tensor<1xi32>) -> tensor<?xf32>
    %18 = stablehlo.add %13, %17 : tensor<?xf32>
    %19 = stablehlo.convert %arg0 : (tensor<i32>) -> tensor<f32>
    %20 = stablehlo.convert %arg0 : tensor<i32>
    %21 = stablehlo.multiply %20, %c_7 : tensor<i32>
    %22 = stablehlo.reshape %21 : (tensor<i32>) -> tensor<1xi32>
    %23 = stablehlo.dynamic_broadcast_in_dim %19, %22, dims = [] : (tensor<f32>, tensor<1xi32>) -> tensor<?xf32>
    %24 = stablehlo.multiply %18, %23 : tensor<?xf32>
    %25 = stablehlo.convert %arg0 : tensor<i32>
    %26 = stablehlo.multiply %25, %c_7 : tensor<i32>
    %27 = stablehlo.convert %26 : (tensor<i32>) -> tensor<f32>
    %28 = stablehlo.convert %arg0 : tensor<i32>
    %29 = stablehlo.multiply %28, %c_7 : tensor<i32>
    %30 = stablehlo.reshape %29 : (tensor<i32>) -> tensor<1xi32>
    %31 = stablehlo.dynamic_broadcast_in_dim %27, %30, dims = [] : (tensor<f32>, tensor<1xi32>) -> tensor<?xf32>
    %32 = stablehlo.divide %24, %31 : tensor<?xf32>
    %33 = stablehlo.floor %32 : tensor<?xf32>
    %34 = stablehlo.convert %33 : (tensor<?xf32>) -> tensor<?xi32>
    %35 = stablehlo.convert %arg0 : tensor<i32>
    %36 = stablehlo.convert %arg0 : tensor<i32>
    %37 = stablehlo.multiply %36, %c_7 : tensor<i32>
    %38 = stablehlo.reshape %37 : (tensor<i32>) -> tensor<1xi32>
    %39 = stablehlo.dynamic_broadcast_in_dim %c_3, %38, dims = [] : (tensor<i32>, tensor<1xi32>) -> tensor<?xi32>
    %40 = stablehlo.compare LT, %34, %39, SIGNED : (tensor<?xi32>, tensor<?xi32>) -> tensor<?xi1>
    %41 = stablehlo.convert %arg0 : tensor<i32>
    %42 = stablehlo.multiply %41, %c_7 : tensor<i32>
    %43 = stablehlo.reshape %42 : (tensor<i32>) -> tensor<1xi32>
    %44 = stablehlo.dynamic_broadcast_in_dim %35, %43, dims = [] : (tensor<i32>, tensor<1xi32>) -> tensor<?xi32>
    %45 = stablehlo.add %34, %44 : tensor<?xi32>
    %46 = stablehlo.select %40, %45, %34 : tensor<?xi1>, tensor<?xi32>
    %47 = stablehlo.convert %arg0 : tensor<i32>
    %48 = stablehlo.multiply %47, %c_7 : tensor<i32>
    %49 = stablehlo.reshape %48 : (tensor<i32>) -> tensor<1xi32>
    %50 = stablehlo.concatenate %49, %c_2, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %51 = stablehlo.dynamic_broadcast_in_dim %46, %50, dims = [0] : (tensor<?xi32>, tensor<2xi32>) -> tensor<?x1xi32>
    %52 = "stablehlo.gather"(%arg1, %51) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 2, 3], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, slice_sizes = array<i64: 1, 1, 6, 2>}> : (tensor<1x?x6x2xf32>, tensor<?x1xi32>) -> tensor<1x?x6x2xf32>
    %53 = stablehlo.iota dim = 0 : tensor<12xf32>
    %54 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %55 = stablehlo.add %53, %54 : tensor<12xf32>
    %56 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %57 = stablehlo.multiply %55, %56 : tensor<12xf32>
    %58 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<12xf32>
    %59 = stablehlo.divide %57, %58 : tensor<12xf32>
    %60 = stablehlo.floor %59 : tensor<12xf32>
    %61 = stablehlo.convert %60 : (tensor<12xf32>) -> tensor<12xi32>
    %62 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<i32>) -> tensor<12xi32>
    %63 = stablehlo.compare LT, %61, %62, SIGNED : (tensor<12xi32>, tensor<12xi32>) -> tensor<12xi1>
    %64 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<12xi32>
    %65 = stablehlo.add %61, %64 : tensor<12xi32>
    %66 = stablehlo.select %63, %65, %61 : tensor<12xi1>, tensor<12xi32>
    %67 = stablehlo.broadcast_in_dim %66, dims = [0] : (tensor<12xi32>) -> tensor<12x1xi32>
    %68 = stablehlo.convert %arg0 : tensor<i32>
    %69 = stablehlo.multiply %68, %c_7 : tensor<i32>
    %70 = stablehlo.reshape %69 : (tensor<i32>) -> tensor<1xi32>
    %71 = stablehlo.concatenate %c_2, %70, %c_2, %c, dim = 0 : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %72 = "stablehlo.dynamic_gather"(%52, %67, %71) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1, 3], collapsed_slice_dims = [2], start_index_map = [2], index_vector_dim = 1>}> : (tensor<1x?x6x2xf32>, tensor<12x1xi32>, tensor<4xi32>) -> tensor<1x?x12x2xf32>
    return %72 : tensor<1x?x12x2xf32>
  }
}
