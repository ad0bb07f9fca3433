module @jit__lambda attributes {jax.uses_shape_polymorphism = false, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x3x4x2xf32> {jax.result_info = "result"}) {
    %0 = call @_resize(%arg0) : (tensor<1x4x6x2xf32>) -> tensor<1x3x4x2xf32>
    return %0 : tensor<1x3x4x2xf32>
  }
  func.func private @_resize(%arg0: tensor<1x4x6x2xf32>) -> tensor<1x3x4x2xf32> {
    %cst = stablehlo.constant dense<5.500000e+00> : tensor<f32>
    %cst_0 = stablehlo.constant dense<1.500000e+00> : tensor<f32>
    %cst_1 = stablehlo.constant dense<3.500000e+00> : tensor<f32>
    %cst_2 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %c_3 = stablehlo.constant dense<1> : tensor<i32>
    %cst_4 = stablehlo.constant dense<1.1920929E-4> : tensor<f32>
    %cst_5 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %cst_6 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_7 = stablehlo.constant dense<1.33333337> : tensor<f32>
    %cst_8 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %0 = stablehlo.iota dim = 0 : tensor<3xf32>
    %1 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %2 = stablehlo.add %0, %1 : tensor<3xf32>
    %3 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %4 = stablehlo.multiply %2, %3 : tensor<3xf32>
    %5 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %6 = stablehlo.subtract %4, %5 : tensor<3xf32>
    %7 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %8 = stablehlo.subtract %6, %7 : tensor<3xf32>
    %9 = stablehlo.iota dim = 0 : tensor<4xf32>
    %10 = stablehlo.broadcast_in_dim %8, dims = [1] : (tensor<3xf32>) -> tensor<1x3xf32>
    %11 = stablehlo.broadcast_in_dim %9, dims = [0] : (tensor<4xf32>) -> tensor<4x1xf32>
    %12 = stablehlo.broadcast_in_dim %10, dims = [0, 1] : (tensor<1x3xf32>) -> tensor<4x3xf32>
    %13 = stablehlo.broadcast_in_dim %11, dims = [0, 1] : (tensor<4x1xf32>) -> tensor<4x3xf32>
    %14 = stablehlo.subtract %12, %13 : tensor<4x3xf32>
    %15 = stablehlo.abs %14 : tensor<4x3xf32>
    %16 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<4x3xf32>
    %17 = stablehlo.divide %15, %16 : tensor<4x3xf32>
    %18 = stablehlo.abs %17 : tensor<4x3xf32>
    %19 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<4x3xf32>
    %20 = stablehlo.subtract %19, %18 : tensor<4x3xf32>
    %21 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<4x3xf32>
    %22 = stablehlo.maximum %21, %20 : tensor<4x3xf32>
    %23 = stablehlo.reduce(%22 init: %cst_6) applies stablehlo.add across dimensions = [0] : (tensor<4x3xf32>, tensor<f32>) -> tensor<3xf32>
    %24 = stablehlo.broadcast_in_dim %23, dims = [1] : (tensor<3xf32>) -> tensor<1x3xf32>
    %25 = stablehlo.abs %24 : tensor<1x3xf32>
    %26 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<1x3xf32>
    %27 = stablehlo.compare GT, %25, %26, FLOAT : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xi1>
    %28 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<1x3xf32>
    %29 = stablehlo.compare NE, %24, %28, FLOAT : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xi1>
    %30 = call @_where(%29, %24, %c_3) : (tensor<1x3xi1>, tensor<1x3xf32>, tensor<i32>) -> tensor<1x3xf32>
    %31 = stablehlo.broadcast_in_dim %30, dims = [0, 1] : (tensor<1x3xf32>) -> tensor<4x3xf32>
    %32 = stablehlo.divide %22, %31 : tensor<4x3xf32>
    %33 = call @_where_0(%27, %32, %c) : (tensor<1x3xi1>, tensor<4x3xf32>, tensor<i32>) -> tensor<4x3xf32>
    %34 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %35 = stablehlo.compare GE, %8, %34, FLOAT : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xi1>
    %36 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %37 = stablehlo.compare LE, %8, %36, FLOAT : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xi1>
    %38 = stablehlo.and %35, %37 : tensor<3xi1>
    %39 = stablehlo.broadcast_in_dim %38, dims = [1] : (tensor<3xi1>) -> tensor<1x3xi1>
    %40 = call @_where_0(%39, %33, %c) : (tensor<1x3xi1>, tensor<4x3xf32>, tensor<i32>) -> tensor<4x3xf32>
    %41 = stablehlo.iota dim = 0 : tensor<4xf32>
    %42 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %43 = stablehlo.add %41, %42 : tensor<4xf32>
    %44 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %45 = stablehlo.multiply %43, %44 : tensor<4xf32>
    %46 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %47 = stablehlo.subtract %45, %46 : tensor<4xf32>
    %48 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %49 = stablehlo.subtract %47, %48 : tensor<4xf32>
    %50 = stablehlo.iota dim = 0 : tensor<6xf32>
    %51 = stablehlo.broadcast_in_dim %49, dims = [1] : (tensor<4xf32>) -> tensor<1x4xf32>
    %52 = stablehlo.broadcast_in_dim %50, dims = [0] : (tensor<6xf32>) -> tensor<6x1xf32>
    %53 = stablehlo.broadcast_in_dim %51, dims = [0, 1] : (tensor<1x4xf32>) -> tensor<6x4xf32>
    %54 = stablehlo.broadcast_in_dim %52, dims = [0, 1] : (tensor<6x1xf32>) -> tensor<6x4xf32>
    %55 = stablehlo.subtract %53, %54 : tensor<6x4xf32>
    %56 = stablehlo.abs %55 : tensor<6x4xf32>
    %57 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<6x4xf32>
    %58 = stablehlo.divide %56, %57 : tensor<6x4xf32>
    %59 = stablehlo.abs %58 : tensor<6x4xf32>
    %60 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<6x4xf32>
    %61 = stablehlo.subtract %60, %59 : tensor<6x4xf32>
    %62 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<6x4xf32>
    %63 = stablehlo.maximum %62, %61 : tensor<6x4xf32>
    %64 = stablehlo.reduce(%63 init: %cst_6) applies stablehlo.add across dimensions = [0] : (tensor<6x4xf32>, tensor<f32>) -> tensor<4xf32>
    %65 = stablehlo.broadcast_in_dim %64, dims = [1] : (tensor<4xf32>) -> tensor<1x4xf32>
    %66 = stablehlo.abs %65 : tensor<1x4xf32>
    %67 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<1x4xf32>
    %68 = stablehlo.compare GT, %66, %67, FLOAT : (tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<1x4xi1>
    %69 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<1x4xf32>
    %70 = stablehlo.compare NE, %65, %69, FLOAT : (tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<1x4xi1>
    %71 = call @_where_1(%70, %65, %c_3) : (tensor<1x4xi1>, tensor<1x4xf32>, tensor<i32>) -> tensor<1x4xf32>
    %72 = stablehlo.broadcast_in_dim %71, dims = [0, 1] : (tensor<1x4xf32>) -> tensor<6x4xf32>
    %73 = stablehlo.divide %63, %72 : tensor<6x4xf32>
    %74 = call @_where_2(%68, %73, %c) : (tensor<1x4xi1>, tensor<6x4xf32>, tensor<i32>) -> tensor<6x4xf32>
    %75 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %76 = stablehlo.compare GE, %49, %75, FLOAT : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %77 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %78 = stablehlo.compare LE, %49, %77, FLOAT : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %79 = stablehlo.and %76, %78 : tensor<4xi1>
    %80 = stablehlo.broadcast_in_dim %79, dims = [1] : (tensor<4xi1>) -> tensor<1x4xi1>
    %81 = call @_where_2(%80, %74, %c) : (tensor<1x4xi1>, tensor<6x4xf32>, tensor<i32>) -> tensor<6x4xf32>
    %82 = stablehlo.dot_general %40, %arg0, contracting_dims = [0] x [1], precision = [HIGHEST, HIGHEST] : (tensor<4x3xf32>, tensor<1x4x6x2xf32>) -> tensor<3x1x6x2xf32>
    %83 = stablehlo.dot_general %82, %81, contracting_dims = [2] x [0], precision = [HIGHEST, HIGHEST] : (tensor<3x1x6x2xf32>, tensor<6x4xf32>) -> tensor<3x1x2x4xf32>
    %84 = stablehlo.transpose %83, dims = [1, 0, 3, 2] : (tensor<3x1x2x4xf32>) -> tensor<1x3x4x2xf32>
    return %84 : tensor<1x3x4x2xf32>
  }
  func.func private @_where(%arg0: tensor<1x3xi1>, %arg1: tensor<1x3xf32>, %arg2: tensor<i32>) -> tensor<1x3xf32> {
    %0 = stablehlo.convert %arg2 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<1x3xf32>
    %2 = stablehlo.select %arg0, %arg1, %1 : tensor<1x3xi1>, tensor<1x3xf32>
    return %2 : tensor<1x3xf32>
  }
  func.func private @_where_0(%arg0: tensor<1x3xi1>, %arg1: tensor<4x3xf32>, %arg2: tensor<i32>) -> tensor<4x3xf32> {
    %0 = stablehlo.convert %arg2 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %arg0, dims = [0, 1] : (tensor<1x3xi1>) -> tensor<4x3xi1>
    %2 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x3xf32>
    %3 = stablehlo.select %1, %arg1, %2 : tensor<4x3xi1>, tensor<4x3xf32>
    return %3 : tensor<4x3xf32>
  }
  func.func private @_where_1(%arg0: tensor<1x4xi1>, %arg1: tensor<1x4xf32>, %arg2: tensor<i32>) -> tensor<1x4xf32> {
    %0 = stablehlo.convert %arg2 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<1x4xf32>
    %2 = stablehlo.select %arg0, %arg1, %1 : tensor<1x4xi1>, tensor<1x4xf32>
    return %2 : tensor<1x4xf32>
  }
  func.func private @_where_2(%arg0: tensor<1x4xi1>, %arg1: tensor<6x4xf32>, %arg2: tensor<i32>) -> tensor<6x4xf32> {
    %0 = stablehlo.convert %arg2 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %arg0, dims = [0, 1] : (tensor<1x4xi1>) -> tensor<6x4xi1>
    %2 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6x4xf32>
    %3 = stablehlo.select %1, %arg1, %2 : tensor<6x4xi1>, tensor<6x4xf32>
    return %3 : tensor<6x4xf32>
  }
}
