#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread of the system's, deaf to signals: those are for the thread that waits for them.
struct Worker: ~Copyable {
  private let thread: pthread_t

  /// Nil when the system has no thread to give.
  init?(_ body: @escaping @Sendable () -> Void) {
    guard let thread = Self.start(body) else { return nil }
    self.thread = thread
  }

  /// Waits for the body to return.
  consuming func join() {
    pthread_join(thread, nil)
    discard self
  }

  deinit {
    // Nobody waited: the system takes the thread back when its body returns.
    pthread_detach(thread)
  }

  /// Starts a thread that nobody waits for. False when the system has none to give.
  static func detach(_ body: @escaping @Sendable () -> Void) -> Bool {
    Worker(body) != nil
  }

  var isCurrent: Bool { pthread_equal(thread, pthread_self()) != 0 }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    // A new thread inherits the mask, so it is set around the start.
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, nil, { Worker.enter($0) }, context)
    #else
      var thread = pthread_t()
      let code = pthread_create(&thread, nil, { Worker.enter($0) }, context)
    #endif
    if code == 0 { return thread }
    Unmanaged<Body>.fromOpaque(context).release()
    return nil
  }

  private static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
    return nil
  }
}
