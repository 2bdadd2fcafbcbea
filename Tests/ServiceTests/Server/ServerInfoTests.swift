import OpenAI
import Testing
import Wire

@testable import Service

/// What `server/info` says to a user.
@Suite struct ServerInfoTests {
  @Test func `the variables of keys that the daemon was started without are named once`()
    async throws
  {
    let home = try TemporaryDaemon(change: { settings in
      var (second, third) = (settings.modelProviders[0], settings.modelProviders[0])
      settings.modelProviders[0].key = .environment("SKEIN_ABSENT_KEY")
      (second.name, second.key) = ("second", .environment("SKEIN_ABSENT_KEY"))
      (third.name, third.key) = ("third", .environment("PATH"))
      settings.modelProviders += [second, third]
      settings.offeredProvider = nil
    })
    let info = try await home.connect().call(ServerInfo.self, NoParams())
    #expect(info.missingKeyVariables == ["SKEIN_ABSENT_KEY"])
  }

  @Test func `OpenAI's variable counts although nobody has configured OpenAI`() async throws {
    let home = try TemporaryDaemon(change: { settings in
      var offered = settings.modelProviders[0]
      (offered.name, offered.key) = ("openai", .environment("SKEIN_ABSENT_KEY"))
      settings.modelProviders[0].key = .none
      settings.offeredProvider = offered
    })
    let info = try await home.connect().call(ServerInfo.self, NoParams())
    #expect(info.missingKeyVariables == ["SKEIN_ABSENT_KEY"])
    #expect(info.providers?.contains("openai") == false)
  }
}
