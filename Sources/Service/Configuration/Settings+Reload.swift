/// Reloads of the configuration by a running daemon.
extension Settings {
  /// The settings that a running daemon cannot change: its socket and database, its operators and
  /// log, and the limits of its connections.
  static let needingRestart: Set<String> = [
    "database", "limits", "logLevel", "operators", "socket", "socketGroup",
  ]

  /// The settings in force after a reload that read `next`, and the names of the settings that
  /// differ, in order: those that take effect now, and those that need a restart.
  func taking(_ next: Settings) -> (settings: Settings, changed: [String], needRestart: [String]) {
    var taken = next
    (taken.socket, taken.database, taken.logLevel) = (socket, database, logLevel)
    (taken.operators, taken.socketGroup, taken.limits) = (operators, socketGroup, limits)
    (taken.credentialsDirectory, taken.logPath) = (credentialsDirectory, logPath)
    taken.tree = SettingsTree(
      entries: next.tree.entries.filter { !Self.needingRestart.contains($0.name) }
        + tree.entries.filter { Self.needingRestart.contains($0.name) })
    let different = SettingsDocument.fields.keys.sorted().filter {
      !tree.says(of: $0, theSameAs: next.tree)
    }
    return (
      taken, different.filter { !Self.needingRestart.contains($0) },
      different.filter(Self.needingRestart.contains)
    )
  }
}

extension SettingsTree {
  /// Whether a setting has the same value in both, whatever its origin.
  fileprivate func says(of name: String, theSameAs other: SettingsTree) -> Bool {
    func value(in tree: SettingsTree) -> Value {
      tree.entries.last { $0.name == name }?.node.value ?? .null
    }
    return value(in: self).means(value(in: other))
  }
}

extension SettingsTree.Value {
  fileprivate func means(_ other: SettingsTree.Value) -> Bool {
    switch (self, other) {
    case (.text(let one, let isQuoted), .text(let two, let alsoQuoted)):
      one == two && isQuoted == alsoQuoted
    case (.null, .null): true
    case (.list(let one), .list(let two)):
      one.count == two.count && zip(one, two).allSatisfy { $0.value.means($1.value) }
    case (.map(let one), .map(let two)):
      one.count == two.count
        && one.allSatisfy { entry in
          two.first { $0.name == entry.name }.map { entry.node.value.means($0.node.value) } ?? false
        }
    case (.text, _), (.null, _), (.list, _), (.map, _): false
    }
  }
}
