package io.rivulet.e2e.history;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Lets a processor on TopologyTestDriver, which knows one partition and counts offsets from 0
/// after every start, believe that it is one of several tasks and goes on where another ended.
final class TaskContext {
  /// Where a record lies.
  record Position(String topic, int partition, long offset) implements RecordMetadata {}

  private final TaskId task;
  private @Nullable Position position;
  private boolean commitAsked;

  TaskContext(TaskId task) {
    this.task = task;
  }

  /// What is processed now; null between records.
  void at(@Nullable Position now) {
    position = now;
  }

  /// Whether a commit was asked for since the last call.
  boolean takeCommit() {
    boolean asked = commitAsked;
    commitAsked = false;
    return asked;
  }

  /// A processor that sees this context.
  Processor<byte[], byte[], byte[], byte[]> around(
      Processor<byte[], byte[], byte[], byte[]> processor) {
    return new Processor<>() {
      @Override
      public void init(ProcessorContext<byte[], byte[]> context) {
        processor.init(over(context));
      }

      @Override
      public void process(Record<byte[], byte[]> record) {
        processor.process(record);
      }

      @Override
      public void close() {
        processor.close();
      }
    };
  }

  @SuppressWarnings("unchecked")
  private ProcessorContext<byte[], byte[]> over(ProcessorContext<byte[], byte[]> context) {
    return (ProcessorContext<byte[], byte[]>)
        Proxy.newProxyInstance(
            TaskContext.class.getClassLoader(),
            new Class<?>[] {ProcessorContext.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "taskId" -> task;
                  case "recordMetadata" -> Optional.ofNullable(position);
                  case "commit" -> {
                    commitAsked = true;
                    yield null;
                  }
                  default -> {
                    try {
                      yield method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  }
                });
  }
}
