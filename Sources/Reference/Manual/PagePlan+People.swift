/// The daemon, and who speaks to it.
extension PagePlan {
  static let server = PagePlan(
    name: "server", claims: ["ping", "rpc.discover", "server/"],
    summary: "methods about the daemon itself",
    description: [
      """
      These methods say whether `skeind` is there, what it is and how it is doing, and describe \
      the protocol. They need no thread and change none.
      """
    ])

  static let user = PagePlan(
    name: "user", claims: ["user/", "auth/"],
    summary: "the user a connection speaks for",
    description: [
      """
      Everything that `skeind` keeps belongs to a user. The kernel says who is at the other end \
      of a connection, and that decides whose things its requests see, until `auth/login` says otherwise. The uid that runs the \
      daemon has its user from the moment the database is made. What belongs to another user does \
      not exist: every method answers `notFound`.
      """,
      """
      An operator is the daemon's own uid, or one that the setting `operators` lists, on a \
      connection that has not logged in with a token. `user/create`, `user/list`, `session/create` \
      with `userId`, `server/reload` and `server/shutdown` are for operators; they are answered with \
      `forbidden` to others.
      """,
      """
      What `user/delete` erases, and what `thread/delete`, `task/delete` and `context/delete` with \
      `permanent` or `preview/delete` do, leaves the database, its log and the copies that were \
      made before migrations, which are removed. A program that reads the database for long, such \
      as a replicator or a shell that was left open, delays it; `skeind` tries again until it is \
      done, also after it was restarted. Beyond reach are backups, replicas and exports that were \
      written elsewhere, what a file system keeps of former blocks, and what a model's provider \
      was sent.
      """,
    ])

  static let session = PagePlan(
    name: "session", claims: ["session/"],
    summary: "tokens that let a connection speak for a user",
    description: [
      """
      A container, another uid or a socket that was forwarded has no uid that `skeind` knows, or the \
      wrong one. A session gives it a token: `session/create` shows it once, and `auth/login` on \
      its connection makes that connection speak for the token's user. `skein(1)` does it with the \
      token in `SKEIN_TOKEN`.
      """,
      """
      A token is 256 random bits. `skeind` keeps its SHA-256 and nothing else of it, and looks at \
      each request whether it has expired or was revoked: then the request is answered with \
      `unauthenticated`. A connection that has logged in uses no operator's method. Which uids \
      may connect at all is for the setting `others` to say, see `skein.conf(5)`.
      """,
    ])

  static let account = PagePlan(
    name: "account", claims: ["account/"],
    summary: "how a user is known elsewhere, and their own keys of model providers",
    description: [
      """
      A uid is an account of the provider `unix`, which the kernel vouches for. Every other account \
      is the user's own note of who they are elsewhere, and may keep a secret. When the account's \
      `providerId` is the name of a configured provider, the secret is the key for this user's \
      turns and `model/list` there, before the one that is configured; of several the one that was \
      linked last. `skein key` sets, lists and removes such keys.
      """,
      """
      Secrets are sealed with AES-GCM, each for its own row, by a key that is not in the database: \
      a file beside it, its name with `.key` behind it, mode 0600 and made when it is first needed, \
      or the credential `skein.key` in `$CREDENTIALS_DIRECTORY`. A copy of the database \
      without that file gives no secret away, and without it nobody can use what was sealed: back \
      up both, in different places. It protects against neither somebody who can read the files of \
      the daemon's uid, nor who can read the daemon's memory, nor root.
      """,
    ])
}
