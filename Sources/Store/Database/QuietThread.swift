#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread for work that nobody waits for: it gives other threads precedence, and blocks signals.
enum QuietThread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// False when the system cannot start a thread.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, nil, { QuietThread.enter($0) }, context)
      if code == 0, let thread { pthread_detach(thread) }
    #else
      var thread = pthread_t()
      let code = pthread_create(&thread, nil, { QuietThread.enter($0) }, context)
      if code == 0 { pthread_detach(thread) }
    #endif
    if code != 0 { Unmanaged<Body>.fromOpaque(context).release() }
    return code == 0
  }

  private static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    #if canImport(Darwin)
      pthread_set_qos_class_self_np(QOS_CLASS_BACKGROUND, 0)
    #else
      // On Linux a nice value belongs to one thread (setpriority(2), C library/kernel differences),
      // and the priority of its reads follows it (ioprio_set(2)).
      setpriority(.init(PRIO_PROCESS.rawValue), 0, 19)
    #endif
    if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
    return nil
  }
}
