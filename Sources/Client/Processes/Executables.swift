#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds a program: beside the running one, then on PATH.
enum Executables {
  static func find(_ name: String, beside program: String?, path: String?) -> String? {
    var directories: [String] = []
    if let slash = program?.lastIndex(of: "/"), let program {
      directories.append(String(program[..<slash]))
    }
    // An empty entry means the working directory: daemons must not be started from there.
    directories += (path ?? "").split(separator: ":").map(String.init).filter { $0.first == "/" }
    return directories.lazy.map { $0 + "/" + name }.first { access($0, X_OK) == 0 && isFile($0) }
  }

  /// The file of the running program, with links resolved where the system can do that.
  static func running() -> String? {
    #if canImport(Darwin)
      var size = UInt32(PATH_MAX)
      var name = [CChar](repeating: 0, count: Int(size))
      if _NSGetExecutablePath(&name, &size) == 0 { return String(cString: name) }
    #else
      var name = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink("/proc/self/exe", &name, name.count)
      if count > 0 {
        return String(decoding: name[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      }
    #endif
    return CommandLine.arguments.first.flatMap { $0.contains("/") ? $0 : nil }
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
