//! A network in ONNX, run by rten.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool, Value};

use crate::LoadError;

/// A network that can be run from any number of threads at once, always with the same result.
pub(crate) struct Network {
    model: rten::Model,
    /// Pools of one thread each, one for every caller at work. The parallelism is over windows and documents,
    /// where it costs nothing and cannot change a sum.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
}

impl Network {
    /// Loads a network.
    pub(crate) fn new(bytes: &[u8]) -> Result<Self, LoadError> {
        let mut options = ModelOptions::with_ops(operators());
        options.prepack_weights(true);
        // A damaged file must not take the program down with it, wherever the runtime trips over it.
        let loaded = guarded(|| options.load(bytes.to_vec()))?;
        let model = loaded.map_err(|error| LoadError::network(error.to_string()))?;
        Ok(Network { model, pools: Mutex::new(Vec::new()) })
    }

    /// The input or output of this name.
    pub(crate) fn node(&self, name: &str) -> Result<NodeId, LoadError> {
        let missing = |_| LoadError::outputs(format!("it has no input or output {name:?}"));
        self.model.node_id(name).map_err(missing)
    }

    /// Runs the network once.
    pub(crate) fn run<const N: usize>(
        &self,
        inputs: Vec<(NodeId, Value)>,
        outputs: [NodeId; N],
    ) -> Result<Vec<Value>, String> {
        let pool = self.pools.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let pool = pool.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let run = |inputs: Vec<(NodeId, Value)>| {
            let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&pool)));
            let inputs = inputs.into_iter().map(|(node, value)| (node, value.into())).collect();
            let values =
                self.model.run_n(inputs, outputs, Some(options)).map_err(|error| error.to_string())?;
            Ok(values.into_iter().collect())
        };
        let result = std::thread::scope(|scope| {
            // The pool's thread does the work while a plain thread waits: a worker of the caller's own pool
            // would take up other documents while it waits, one inside the other.
            let waits = std::thread::Builder::new().spawn_scoped(scope, || run(inputs));
            match waits {
                Ok(thread) => thread.join().unwrap_or_else(|_| Err("the runtime panicked".to_owned())),
                Err(error) => Err(format!("no thread to run it on: {error}")),
            }
        });
        self.pools.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
        result
    }
}

/// Runs what may panic on a damaged network.
pub(crate) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, LoadError> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| LoadError::network("the runtime gave up on it"))
}

/// What the exporters write. Others stay out of the binary.
fn operators() -> rten::OpRegistry {
    rten::op_registry!(
        Add,
        Cast,
        Clip,
        Concat,
        DequantizeLinear,
        Div,
        DynamicQuantizeLinear,
        Equal,
        Erf,
        Gather,
        LayerNormalization,
        MatMul,
        MatMulInteger,
        Mul,
        ReduceSum,
        Reshape,
        Shape,
        Slice,
        Softmax,
        Split,
        Squeeze,
        Transpose,
        Unsqueeze
    )
}
