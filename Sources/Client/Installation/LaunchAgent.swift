/// The agent of launchd. `contrib/launchd` holds the same text for a program in /usr/local.
package enum LaunchAgent {
  package static let label = "skein.skeind"

  /// `log` is skeind's own log file, which skeind keeps from growing without end. launchd starts
  /// skeind again after a crash only: a problem that ends it with an exit status (another daemon
  /// runs, the configuration is wrong) does not go away by itself.
  package static func propertyList(program: String, log: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
    <dict>
      <key>Label</key>
      <string>\(label)</string>
      <key>ProgramArguments</key>
      <array>
        <string>\(escaped(program))</string>
      </array>
      <key>RunAtLoad</key>
      <true/>
      <key>KeepAlive</key>
      <dict>
        <key>Crashed</key>
        <true/>
      </dict>
      <key>ProcessType</key>
      <string>Adaptive</string>
      <key>ExitTimeOut</key>
      <integer>60</integer>
      <key>Umask</key>
      <integer>63</integer>
      <key>StandardErrorPath</key>
      <string>\(escaped(log))</string>
    </dict>
    </plist>

    """
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
