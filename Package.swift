// swift-tools-version: 6.2
import PackageDescription

// One section a target. The arrows are those of the table in Tests/PackageTests/ArrowsTests.swift
// and no others; the test reads this file.

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  // contrib/check sets it: a newer compiler's new warning must not break somebody's installation.
  + (Context.environment["SKEIN_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

let package = Package(
  name: "skein",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "skeind", targets: ["skeind"]),
    .executable(name: "skein", targets: ["skein"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // JSON: strict JSON; scanner, Decoder, Encoder, raw tokens.
    .target(name: "JSON", swiftSettings: settings),
    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: settings),

    // Wire: what crosses the socket.
    .target(name: "Wire", dependencies: ["JSON"], swiftSettings: settings),
    .testTarget(name: "WireTests", dependencies: ["Wire", "JSON"], swiftSettings: settings),

    // Identity: who holds the other end.
    .target(name: "Identity", swiftSettings: settings),
    .testTarget(name: "IdentityTests", dependencies: ["Identity"], swiftSettings: settings),

    // Store: keeps everything, one owner at a time.
    .target(
      name: "Store",
      dependencies: [
        "Wire", "JSON", "Identity",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "Wire", "JSON", "Identity", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"], swiftSettings: settings),

    // OpenAI: turns a request into a stream of model events.
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "OpenAI", dependencies: ["JSON", "CCurl"], swiftSettings: settings),
    .testTarget(
      name: "OpenAITests", dependencies: ["OpenAI", "JSON", "Upstream"], exclude: ["Fixtures"],
      swiftSettings: settings),

    // Reference: writes the OpenRPC document and the man pages.
    .target(name: "Reference", dependencies: ["Wire", "JSON"], swiftSettings: settings),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Reference", "Wire", "JSON"],
      exclude: ["Fixtures"], swiftSettings: settings),

    // Turns: what happens to a turn next, as a pure machine; its simulator proves what it promises.
    .target(name: "Turns", dependencies: ["Wire"], swiftSettings: settings),
    .target(
      name: "TurnSimulator", dependencies: ["Turns", "Wire"], path: "Tests/TurnSimulator",
      swiftSettings: settings),
    .executableTarget(
      name: "simulate", dependencies: ["TurnSimulator"], path: "Tests/simulate",
      swiftSettings: settings),
    .testTarget(
      name: "TurnsTests", dependencies: ["Turns", "TurnSimulator", "Wire"],
      swiftSettings: settings),

    // Service: does what the methods say.
    .target(
      name: "Service",
      dependencies: [
        "Wire", "JSON", "Turns", "Store", "OpenAI", "Reference",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ServiceTests",
      dependencies: [
        "Service", "Wire", "JSON", "Turns", "Store", "OpenAI", "Identity",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),

    // Transport: listens.
    .target(
      name: "Transport",
      dependencies: [
        "Wire", "JSON", "Identity",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "TransportTests",
      dependencies: ["Transport", "Wire", "JSON", "Identity", "OwnThread"],
      swiftSettings: settings),

    // Client: connects, calls, starts the daemon.
    .target(name: "Client", dependencies: ["Wire", "JSON", "Identity"], swiftSettings: settings),
    .testTarget(
      name: "ClientTests", dependencies: ["Client", "Wire", "JSON", "OwnThread"],
      swiftSettings: settings),

    // skeind: composes the daemon.
    .executableTarget(
      name: "skeind",
      dependencies: [
        "Service", "Transport",
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Commands: asks, prints. All of skein but its start, so that maintain can read what the commands
    // say of themselves.
    .target(
      name: "Commands",
      dependencies: [
        "Client", "Wire", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/skein", exclude: ["Main"], swiftSettings: settings),
    .testTarget(
      name: "skeinTests",
      dependencies: [
        "Commands", "Client", "Wire", "JSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // skein: starts Commands.
    .executableTarget(
      name: "skein", dependencies: ["Commands"],
      path: "Sources/skein/Main", swiftSettings: settings),

    // maintain: regenerates what is generated.
    .executableTarget(
      name: "maintain", dependencies: ["Reference", "Store", "Commands", "JSON"],
      swiftSettings: settings),
    .testTarget(
      name: "maintainTests", dependencies: ["maintain", "Commands", "Reference"],
      swiftSettings: settings),

    // The package itself: arrows, layout, generated files; and the real binaries, end to end.
    .testTarget(name: "PackageTests", swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Wire", "JSON", "Reference", "Upstream", "OwnThread", "skeind", "skein",
      ],
      exclude: ["Fixtures"], swiftSettings: settings),

    // OwnThread: tests that block.
    .target(name: "OwnThread", path: "Tests/OwnThread", swiftSettings: settings),

    // Upstream: the provider that tests script.
    .target(name: "Upstream", path: "Tests/Upstream", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
