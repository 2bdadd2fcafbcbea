import Wire

/// Where the command `llm` keeps its logs.db, by llm's own rule, so that people need not give the
/// path.
package enum LLMPlace {
  /// `$LLM_USER_PATH/logs.db`, else in the platform's directory for application data; `nil` without
  /// a home.
  package static func logs(_ environment: Environment) -> String? {
    if let directory = environment["LLM_USER_PATH"] { return "\(directory)/logs.db" }
    let places = environment.places
    #if canImport(Darwin)
      let base = places.home.map { "\($0)/Library/Application Support" }
    #else
      let base = places.path("XDG_CONFIG_HOME") ?? places.home.map { "\($0)/.config" }
    #endif
    return base.map { "\($0)/io.datasette.llm/logs.db" }
  }
}
