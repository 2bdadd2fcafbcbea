import Wire

/// How long ago something was, for people: `4 min`, `2 h`, `5 d`, then the day.
enum Age {
  static func text(of moment: Timestamp, now: Timestamp = .now) -> String {
    let seconds = (now.milliseconds - moment.milliseconds) / 1000
    switch seconds {
    // A clock that was set back does not make the future.
    case ..<60: return "now"
    case ..<3600: return "\(seconds / 60) min"
    case ..<86_400: return "\(seconds / 3600) h"
    case ..<(14 * 86_400): return "\(seconds / 86_400) d"
    default: return String(moment.description.prefix(10))
    }
  }
}
