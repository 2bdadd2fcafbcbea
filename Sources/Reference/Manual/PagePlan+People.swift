/// The pages about the daemon, users, sessions and accounts.
extension PagePlan {
  static let server = PagePlan(
    name: "server", claims: ["ping", "rpc.discover", "server/"],
    summary: "methods about the daemon itself",
    description: [
      """
      These methods show whether `skeind` is running, its version and its health, and describe the \
      protocol. They do not concern threads.
      """
    ])

  static let user = PagePlan(
    name: "user", claims: ["user/", "auth/"],
    summary: "the user of a connection",
    description: [
      """
      Everything that `skeind` stores belongs to a user. The user of a connection is the user of \
      the client's uid, which the kernel reports, until `auth/login` changes it; its requests see \
      only what this user owns. For things of another user every method answers `notFound`, as if \
      they did not exist. The user of the daemon's own uid is created with the database.
      """,
      """
      An operator is the daemon's own uid, or one that the setting `operators` lists, on a \
      connection that has not logged in with a token. `user/create`, `user/list`, `session/create` \
      with `userId`, `server/reload` and `server/shutdown` are for operators; others get \
      `forbidden`.
      """,
      """
      `user/delete`, `preview/delete`, and `thread/delete`, `task/delete` and `context/delete` \
      with `permanent`, erase data from the database and its write-ahead log; the copies that were \
      made before migrations are removed. A program that keeps reading the database, such as a \
      replicator or an open SQLite shell, delays the erasure; `skeind` tries again until it \
      succeeds, even after a restart. It cannot erase backups, replicas and exports that were \
      written elsewhere, old blocks that a file system keeps, and what was sent to a provider.
      """,
    ])

  static let session = PagePlan(
    name: "session", claims: ["session/"],
    summary: "tokens with which a connection can log in as a user",
    description: [
      """
      A client in a container, under another uid or behind a forwarded socket may have a uid that \
      `skeind` does not know, or a wrong one. It needs the token of a session: `session/create` \
      shows the token once, and `auth/login` logs a connection in as the token's user. `skein(1)` \
      logs in with the token in `SKEIN_TOKEN`.
      """,
      """
      A token is 256 random bits. `skeind` stores only its SHA-256, and checks at each request \
      whether the token has expired or was revoked: if so, the answer is `unauthenticated`. A \
      connection that has logged in cannot call the operators' methods. The setting `others` \
      decides which uids may connect at all, see `skein.conf(5)`.
      """,
    ])

  static let account = PagePlan(
    name: "account", claims: ["account/"],
    summary: "a user's accounts elsewhere, and their own API keys",
    description: [
      """
      A uid is an account of the provider `unix`, confirmed by the kernel. Every other account is \
      one that the user has elsewhere, as the user states it, and may have a secret. If the \
      account's `providerId` is the name of a configured provider, the secret is the API key for \
      this user's turns and `model/list` there, instead of the configured key; of several accounts \
      the one that was linked last counts. `skein key` sets, lists and removes such keys.
      """,
      """
      Secrets are encrypted with AES-GCM, each bound to its own row. The encryption key is not in \
      the database: it is in a file beside it, named like the database with `.key` added, with \
      mode 0600, which is created when it is first needed; or it is the credential `skein.key` in \
      `$CREDENTIALS_DIRECTORY`. A copy of the database without that file does not reveal the \
      secrets, but they cannot be decrypted without it either: back up both, in different places. \
      The encryption does not protect against root, or against anybody who can read the files of \
      the daemon's uid or the daemon's memory.
      """,
    ])
}
