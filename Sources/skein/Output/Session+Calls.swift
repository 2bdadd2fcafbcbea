import Client
import Wire

/// Calls as commands make them: what came as JSON if that is asked for, else in words.
extension Session {
  /// Calls a method and prints what it made: as JSON if asked, else the line that `text` makes.
  func call<M: Method>(
    _: M.Type, _ params: M.Params, _ global: GlobalOptions, on connection: Connection? = nil,
    text: (M.Result) -> String
  ) throws -> M.Result {
    let (result, json) = try (connection ?? dialer.connect()).callBoth(M.self, params)
    if global.json {
      try console.print(json: json)
    } else {
      try console.print(text(result) + "\n")
    }
    return result
  }

  /// Calls a method that only reads: `show` prints its result where no JSON is asked for. That is
  /// printed as it came, for a daemon that knows more than we do.
  func read<M: Method>(
    _: M.Type, _ params: M.Params, on connection: Connection? = nil,
    show: (M.Result) throws -> Void
  ) throws {
    let connection = try connection ?? dialer.connect()
    if options.json { return try console.print(json: connection.callRaw(M.self, params)) }
    try show(try connection.call(M.self, params))
  }

  /// Calls a method that changes something, and says what it has changed; as JSON if asked.
  func change<M: Method>(
    _: M.Type, _ params: M.Params, on connection: Connection, said: (M.Result) -> String
  ) throws {
    let (result, json) = try connection.callBoth(M.self, params)
    if options.json {
      try console.print(json: json)
    } else {
      confirm(said(result))
    }
  }

  /// An object of JSON that an option gives, or standard input where it is `-`.
  func object<T: Decodable>(_ text: String?, _: T.Type, _ name: String) throws -> T? {
    try TypedJSON.object(self.text(ifGiven: text, for: name), as: T.self, name)
  }
}
