#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread that blocks signals: they go to the thread that waits for them.
struct Worker: ~Copyable {
  private let thread: pthread_t

  /// `nil` when the system cannot start a thread.
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
    // Nobody joined it: the system frees the thread when its body returns.
    pthread_detach(thread)
  }

  /// Starts a thread that is not joined. Returns false when the system cannot start one.
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
    // A new thread inherits the signal mask, so the mask is changed around the start.
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
