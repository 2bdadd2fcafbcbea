/// The agent of launchd. `contrib/launchd` holds the same text for a program in /usr/local.
package enum LaunchAgent {
  package static let label = "skein.skeind"

  /// `log` is skeind's own, which it keeps from growing without end. Another daemon that runs
  /// already, a wrong configuration: nothing that ends with an exit status gets better by itself,
  /// and launchd starts it once more after a crash alone.
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
