PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "_llm_migrations" (
   "name" TEXT PRIMARY KEY,
   "applied_at" TEXT
);
CREATE TABLE IF NOT EXISTS "conversations" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "model" TEXT
);
CREATE TABLE IF NOT EXISTS "attachments" (
   "id" TEXT PRIMARY KEY,
   "type" TEXT,
   "path" TEXT,
   "url" TEXT,
   "content" BLOB
);
INSERT INTO attachments VALUES('c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77','image/png','/home/ada/red.png',NULL,NULL);
CREATE TABLE IF NOT EXISTS "prompt_attachments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "attachment_id")
);
CREATE TABLE IF NOT EXISTS "schemas" (
   "id" TEXT PRIMARY KEY,
   "content" TEXT
);
INSERT INTO schemas VALUES('848bffbc260a905ad40888a4518f40ef','{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}');
CREATE TABLE IF NOT EXISTS "responses" (
   "id" TEXT PRIMARY KEY,
   "model" TEXT,
   "prompt" TEXT,
   "system" TEXT,
   "prompt_json" TEXT,
   "options_json" TEXT,
   "response" TEXT,
   "response_json" TEXT,
   "conversation_id" TEXT REFERENCES "conversations"("id"),
   "duration_ms" INTEGER,
   "datetime_utc" TEXT,
   "input_tokens" INTEGER,
   "output_tokens" INTEGER,
   "token_details" TEXT,
   "schema_id" TEXT REFERENCES "schemas"("id")
, "resolved_model" TEXT, "reasoning" TEXT);
CREATE TABLE IF NOT EXISTS "fragments" (
   "id" INTEGER PRIMARY KEY,
   "hash" TEXT,
   "content" TEXT,
   "datetime_utc" TEXT,
   "source" TEXT
);
INSERT INTO fragments VALUES(1,'5f9f1e21d4b62230f8d80c376a385fa312b3f2074191ae08c4183a97cd47ca3e',replace('Wool is a fibre.\nIt comes from sheep.\n','\n',char(10)),'2026-11-21 22:45:05','/home/ada/wool.txt');
CREATE TABLE IF NOT EXISTS "fragment_aliases" (
   "alias" TEXT PRIMARY KEY,
   "fragment_id" INTEGER REFERENCES "fragments"("id")
);
CREATE TABLE IF NOT EXISTS "prompt_fragments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "fragment_id", "order")
);
CREATE TABLE IF NOT EXISTS "system_fragments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "fragment_id", "order")
);
CREATE TABLE IF NOT EXISTS "tools" (
   "id" INTEGER PRIMARY KEY,
   "hash" TEXT,
   "name" TEXT,
   "description" TEXT,
   "input_schema" TEXT
, "plugin" TEXT);
INSERT INTO tools VALUES(1,'0b74aaa30fdc791cd960bf5adbdd3dffe7f160a781b7546cdbe7fdebd1e78351','llm_version','Return the installed version of llm','{"properties": {}, "type": "object"}','llm.default_plugins.default_tools');
CREATE TABLE IF NOT EXISTS "tool_responses" (
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "response_id" TEXT REFERENCES "responses"("id"),
   PRIMARY KEY ("tool_id", "response_id")
);
CREATE TABLE IF NOT EXISTS "tool_calls" (
   "id" INTEGER PRIMARY KEY,
   "response_id" TEXT REFERENCES "responses"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "name" TEXT,
   "arguments" TEXT,
   "tool_call_id" TEXT
);
CREATE TABLE IF NOT EXISTS "tool_instances" (
   "id" INTEGER PRIMARY KEY,
   "plugin" TEXT,
   "name" TEXT,
   "arguments" TEXT
);
CREATE TABLE IF NOT EXISTS "tool_results" (
   "id" INTEGER PRIMARY KEY,
   "response_id" TEXT REFERENCES "responses"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "name" TEXT,
   "output" TEXT,
   "tool_call_id" TEXT,
   "instance_id" INTEGER REFERENCES "tool_instances"("id")
, "exception" TEXT);
CREATE TABLE IF NOT EXISTS "tool_results_attachments" (
   "tool_result_id" INTEGER REFERENCES "tool_results"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("tool_result_id", "attachment_id")
);
CREATE TABLE IF NOT EXISTS "messages" (
   "hash" TEXT PRIMARY KEY,
   "parent_hash" TEXT REFERENCES "messages"("hash"),
   "role" TEXT,
   "provider_metadata" TEXT
);
INSERT INTO messages VALUES('b2:d88277f78f1a4d06342c33c4fdc8f216',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:76b161a8d3a22cd508f7995d654d6ab9','b2:d88277f78f1a4d06342c33c4fdc8f216','assistant',NULL);
INSERT INTO messages VALUES('b2:5adcfad6911f7a01605202fd27ed3846','b2:76b161a8d3a22cd508f7995d654d6ab9','user',NULL);
INSERT INTO messages VALUES('b2:87be7389405e2774c672f37bcb1e596d','b2:5adcfad6911f7a01605202fd27ed3846','assistant',NULL);
INSERT INTO messages VALUES('b2:2b2f34611b4154080c729555a425efef',NULL,'system',NULL);
INSERT INTO messages VALUES('b2:70b5cb0d1ef9ca49fb2437c1f5d71b98','b2:2b2f34611b4154080c729555a425efef','user',NULL);
INSERT INTO messages VALUES('b2:798ce8c0f937cd636deb708c3fb3d88e','b2:70b5cb0d1ef9ca49fb2437c1f5d71b98','assistant',NULL);
INSERT INTO messages VALUES('b2:5c5290981cd6c0de2aa602c8fff8ef8a','b2:798ce8c0f937cd636deb708c3fb3d88e','user',NULL);
INSERT INTO messages VALUES('b2:5be35a15c64ee457a6af5f88a4aeefbf','b2:5c5290981cd6c0de2aa602c8fff8ef8a','assistant',NULL);
INSERT INTO messages VALUES('b2:ff7ab324b1ee09664006a75a85956807','b2:5be35a15c64ee457a6af5f88a4aeefbf','user',NULL);
INSERT INTO messages VALUES('b2:ad7bafcb739f24bc1e6fb5d8a94cca84','b2:ff7ab324b1ee09664006a75a85956807','assistant',NULL);
INSERT INTO messages VALUES('b2:204170ad6c806ec4b629969373510bed',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:aa397f2efb0eeaa1ffbdbb530309469f','b2:204170ad6c806ec4b629969373510bed','assistant',NULL);
INSERT INTO messages VALUES('b2:8d6a1e87e4f261fdccdd9ae8d590ca2d',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:f5be90955ccdf77d1966d9a2a5f3ea81','b2:8d6a1e87e4f261fdccdd9ae8d590ca2d','assistant',NULL);
INSERT INTO messages VALUES('b2:ac9e8364867fb5db12bda26ddebce7eb',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:abcd54ab3f95826aac29204b49612d9f','b2:ac9e8364867fb5db12bda26ddebce7eb','assistant',NULL);
INSERT INTO messages VALUES('b2:128e848cc7f4e49ffc168558d9a20e85',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:19cea5de35f7ea9ed683f0db4ce4b572','b2:128e848cc7f4e49ffc168558d9a20e85','assistant',NULL);
INSERT INTO messages VALUES('b2:4990c3975bc03f1f70ebc6a356fa1e29',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:86806150bbfeeb0bc72087d7c27346f2','b2:4990c3975bc03f1f70ebc6a356fa1e29','assistant',NULL);
INSERT INTO messages VALUES('b2:82cdc77c6e8c3bfc9826a37407c05e4e',NULL,'system',NULL);
INSERT INTO messages VALUES('b2:e2ca7dbefce07a0b1270c889486b413f','b2:82cdc77c6e8c3bfc9826a37407c05e4e','user',NULL);
INSERT INTO messages VALUES('b2:aadedce405a9daa5b9c9305332575b51','b2:e2ca7dbefce07a0b1270c889486b413f','assistant',NULL);
INSERT INTO messages VALUES('b2:ea46afe21a785905174891a3975edf04',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:8dab9118e9bce6bf5f038b298c081c74','b2:ea46afe21a785905174891a3975edf04','assistant',NULL);
INSERT INTO messages VALUES('b2:3fb4a511a3fffe6f52909180f6a3a455','b2:8dab9118e9bce6bf5f038b298c081c74','tool',NULL);
INSERT INTO messages VALUES('b2:e458e01d6d1859d0efbd67d3d89c87a0','b2:3fb4a511a3fffe6f52909180f6a3a455','assistant',NULL);
INSERT INTO messages VALUES('b2:029f796c2e11b00ff7c35044e58e3369','b2:e458e01d6d1859d0efbd67d3d89c87a0','user',NULL);
INSERT INTO messages VALUES('b2:e0d2101d2fac74fba5766b45468a7058','b2:029f796c2e11b00ff7c35044e58e3369','assistant',NULL);
INSERT INTO messages VALUES('b2:d295e5b2ea6e1e0bd42d4c7a180fc26a','b2:e0d2101d2fac74fba5766b45468a7058','tool',NULL);
INSERT INTO messages VALUES('b2:2a14c99ce685849030755d2e1a643024','b2:d295e5b2ea6e1e0bd42d4c7a180fc26a','assistant',NULL);
CREATE TABLE IF NOT EXISTS "parts" (
   "id" INTEGER PRIMARY KEY,
   "message_hash" TEXT REFERENCES "messages"("hash"),
   "position" INTEGER,
   "type" TEXT,
   "tool_name" TEXT,
   "text" TEXT,
   "payload" TEXT
);
INSERT INTO parts VALUES(1,'b2:d88277f78f1a4d06342c33c4fdc8f216',0,'text',NULL,'What is a skein?',NULL);
INSERT INTO parts VALUES(2,'b2:76b161a8d3a22cd508f7995d654d6ab9',0,'text',NULL,'Answer to: What is a skein?',NULL);
INSERT INTO parts VALUES(3,'b2:5adcfad6911f7a01605202fd27ed3846',0,'text',NULL,'Why is it wound loosely?',NULL);
INSERT INTO parts VALUES(4,'b2:87be7389405e2774c672f37bcb1e596d',0,'text',NULL,'Answer to: Why is it wound loosely?',NULL);
INSERT INTO parts VALUES(5,'b2:2b2f34611b4154080c729555a425efef',0,'text',NULL,'You are a weaver. Be brief.',NULL);
INSERT INTO parts VALUES(6,'b2:70b5cb0d1ef9ca49fb2437c1f5d71b98',0,'text',NULL,'Be a weaver',NULL);
INSERT INTO parts VALUES(7,'b2:798ce8c0f937cd636deb708c3fb3d88e',0,'text',NULL,'Answer to: Be a weaver',NULL);
INSERT INTO parts VALUES(8,'b2:5c5290981cd6c0de2aa602c8fff8ef8a',0,'text',NULL,'And now a knitter',NULL);
INSERT INTO parts VALUES(9,'b2:5be35a15c64ee457a6af5f88a4aeefbf',0,'text',NULL,'Answer to: And now a knitter',NULL);
INSERT INTO parts VALUES(10,'b2:ff7ab324b1ee09664006a75a85956807',0,'text',NULL,'And again',NULL);
INSERT INTO parts VALUES(11,'b2:ad7bafcb739f24bc1e6fb5d8a94cca84',0,'text',NULL,'Answer to: And again',NULL);
INSERT INTO parts VALUES(12,'b2:204170ad6c806ec4b629969373510bed',0,'text',NULL,'grüß dich 🧶',NULL);
INSERT INTO parts VALUES(13,'b2:aa397f2efb0eeaa1ffbdbb530309469f',0,'text',NULL,'Grüß Gott, 🧶.',NULL);
INSERT INTO parts VALUES(14,'b2:8d6a1e87e4f261fdccdd9ae8d590ca2d',0,'text',NULL,'What is in it?',NULL);
INSERT INTO parts VALUES(15,'b2:8d6a1e87e4f261fdccdd9ae8d590ca2d',1,'attachment',NULL,NULL,'{"attachment": {"id": "c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77"}}');
INSERT INTO parts VALUES(16,'b2:f5be90955ccdf77d1966d9a2a5f3ea81',0,'text',NULL,'A red square.',NULL);
INSERT INTO parts VALUES(17,'b2:ac9e8364867fb5db12bda26ddebce7eb',0,'attachment',NULL,NULL,'{"attachment": {"id": "c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77"}}');
INSERT INTO parts VALUES(18,'b2:abcd54ab3f95826aac29204b49612d9f',0,'text',NULL,'A red square.',NULL);
INSERT INTO parts VALUES(19,'b2:128e848cc7f4e49ffc168558d9a20e85',0,'text',NULL,'A dog',NULL);
INSERT INTO parts VALUES(20,'b2:19cea5de35f7ea9ed683f0db4ce4b572',0,'text',NULL,'{"name": "Cleo", "age": 4}',NULL);
INSERT INTO parts VALUES(21,'b2:4990c3975bc03f1f70ebc6a356fa1e29',0,'text',NULL,NULL,'{"text_ref": [{"fragment": 1}, {"literal": "\nWhere from?"}]}');
INSERT INTO parts VALUES(22,'b2:86806150bbfeeb0bc72087d7c27346f2',0,'text',NULL,'Answer to: Where from?',NULL);
INSERT INTO parts VALUES(23,'b2:82cdc77c6e8c3bfc9826a37407c05e4e',0,'text',NULL,replace('Wool is a fibre.\nIt comes from sheep.','\n',char(10)),NULL);
INSERT INTO parts VALUES(24,'b2:e2ca7dbefce07a0b1270c889486b413f',0,'text',NULL,NULL,'{"text_ref": [{"fragment": 1}, {"literal": "\nUse the other"}]}');
INSERT INTO parts VALUES(25,'b2:aadedce405a9daa5b9c9305332575b51',0,'text',NULL,'Answer to: Use the other',NULL);
INSERT INTO parts VALUES(26,'b2:ea46afe21a785905174891a3975edf04',0,'text',NULL,'Which version?',NULL);
INSERT INTO parts VALUES(27,'b2:8dab9118e9bce6bf5f038b298c081c74',0,'tool_call','llm_version',NULL,'{"name": "llm_version", "arguments": {}, "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(28,'b2:3fb4a511a3fffe6f52909180f6a3a455',0,'tool_result','llm_version',NULL,'{"name": "llm_version", "output": "0.36", "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(29,'b2:e458e01d6d1859d0efbd67d3d89c87a0',0,'text',NULL,'The version is 0.36.',NULL);
INSERT INTO parts VALUES(30,'b2:029f796c2e11b00ff7c35044e58e3369',0,'text',NULL,'And thanks',NULL);
INSERT INTO parts VALUES(31,'b2:e0d2101d2fac74fba5766b45468a7058',0,'tool_call','llm_version',NULL,'{"name": "llm_version", "arguments": {}, "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(32,'b2:d295e5b2ea6e1e0bd42d4c7a180fc26a',0,'tool_result','llm_version',NULL,'{"name": "llm_version", "output": "0.36", "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(33,'b2:2a14c99ce685849030755d2e1a643024',0,'text',NULL,'The version is 0.36.',NULL);
CREATE TABLE IF NOT EXISTS "part_attachments" (
   "part_id" INTEGER REFERENCES "parts"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("part_id", "attachment_id", "order")
);
INSERT INTO part_attachments VALUES(15,'c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77',0);
INSERT INTO part_attachments VALUES(17,'c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77',0);
CREATE TABLE IF NOT EXISTS "part_fragments" (
   "part_id" INTEGER REFERENCES "parts"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("part_id", "fragment_id", "order")
);
INSERT INTO part_fragments VALUES(21,1,0);
INSERT INTO part_fragments VALUES(24,1,0);
CREATE TABLE IF NOT EXISTS "threads" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "tip_message_hash" TEXT REFERENCES "messages"("hash"),
   "forked_from" TEXT REFERENCES "threads"("id"),
   "datetime_utc" TEXT
);
INSERT INTO threads VALUES('01m804hq69tc6wppcq3fn4kxcz','What is a skein?','b2:87be7389405e2774c672f37bcb1e596d',NULL,'2026-11-21 22:45:04.844503+00:00');
INSERT INTO threads VALUES('01m804hq85jp5j0p3bc35eafb0','Be a weaver','b2:ad7bafcb739f24bc1e6fb5d8a94cca84',NULL,'2026-11-21 22:45:04.903053+00:00');
INSERT INTO threads VALUES('01m804hqaxsx2756y2njsp48ek','grüß dich 🧶','b2:aa397f2efb0eeaa1ffbdbb530309469f',NULL,'2026-11-21 22:45:04.990945+00:00');
INSERT INTO threads VALUES('01m804hqbwmhae3tx8e5epty77','What is in it?','b2:f5be90955ccdf77d1966d9a2a5f3ea81',NULL,'2026-11-21 22:45:05.022736+00:00');
INSERT INTO threads VALUES('01m804hqcwy2v3amcwj8ms58r4','','b2:abcd54ab3f95826aac29204b49612d9f',NULL,'2026-11-21 22:45:05.054491+00:00');
INSERT INTO threads VALUES('01m804hqdtwy004va309sk9b72','A dog','b2:19cea5de35f7ea9ed683f0db4ce4b572',NULL,'2026-11-21 22:45:05.084538+00:00');
INSERT INTO threads VALUES('01m804hqesawfg58kxvtbkd7xd','Wool is a fibre. It comes from …','b2:86806150bbfeeb0bc72087d7c27346f2',NULL,'2026-11-21 22:45:05.115580+00:00');
INSERT INTO threads VALUES('01m804hqfrh8keb8wfmdkd7h4y','Wool is a fibre. It comes from …','b2:aadedce405a9daa5b9c9305332575b51',NULL,'2026-11-21 22:45:05.147591+00:00');
INSERT INTO threads VALUES('01m804hqgr1cw4xd0pp8jwmfbx','Which version?','b2:2a14c99ce685849030755d2e1a643024',NULL,'2026-11-21 22:45:05.180036+00:00');
INSERT INTO threads VALUES('01m804jkymhqrktk29hhwwdds1','A fork of the first','b2:76b161a8d3a22cd508f7995d654d6ab9','01m804hq69tc6wppcq3fn4kxcz','2026-11-21 22:45:34.292470+00:00');
CREATE TABLE IF NOT EXISTS "turns" (
   "id" TEXT PRIMARY KEY,
   "thread_id" TEXT REFERENCES "threads"("id"),
   "parent_message_hash" TEXT REFERENCES "messages"("hash"),
   "tip_message_hash" TEXT REFERENCES "messages"("hash"),
   "model" TEXT,
   "resolved_model" TEXT,
   "options_json" TEXT,
   "schema_id" TEXT REFERENCES "schemas"("id"),
   "input_tokens" INTEGER,
   "output_tokens" INTEGER,
   "token_details" TEXT,
   "duration_ms" INTEGER,
   "datetime_utc" TEXT
, "response_json" TEXT);
INSERT INTO turns VALUES('01m804hq6a1reamkd9ra1bxtkh','01m804hq69tc6wppcq3fn4kxcz','b2:d88277f78f1a4d06342c33c4fdc8f216','b2:76b161a8d3a22cd508f7995d654d6ab9','mock',NULL,NULL,NULL,7,6,NULL,0,'2026-11-21T22:45:04.842379+00:00',NULL);
INSERT INTO turns VALUES('01m804hq7a0qbbnnagpc787rwd','01m804hq69tc6wppcq3fn4kxcz','b2:5adcfad6911f7a01605202fd27ed3846','b2:87be7389405e2774c672f37bcb1e596d','mock',NULL,NULL,NULL,7,7,NULL,0,'2026-11-21T22:45:04.874628+00:00',NULL);
INSERT INTO turns VALUES('01m804hq86qzam7r87w7bzbhc7','01m804hq85jp5j0p3bc35eafb0','b2:70b5cb0d1ef9ca49fb2437c1f5d71b98','b2:798ce8c0f937cd636deb708c3fb3d88e','mock',NULL,NULL,NULL,7,5,NULL,0,'2026-11-21T22:45:04.902674+00:00',NULL);
INSERT INTO turns VALUES('01m804hq94g7hrdgrr2c92f6sp','01m804hq85jp5j0p3bc35eafb0','b2:5c5290981cd6c0de2aa602c8fff8ef8a','b2:5be35a15c64ee457a6af5f88a4aeefbf','mock',NULL,NULL,NULL,7,6,NULL,0,'2026-11-21T22:45:04.932632+00:00',NULL);
INSERT INTO turns VALUES('01m804hqa2qr1yrz8pk8v1k8t5','01m804hq85jp5j0p3bc35eafb0','b2:ff7ab324b1ee09664006a75a85956807','b2:ad7bafcb739f24bc1e6fb5d8a94cca84','mock',NULL,NULL,NULL,7,4,NULL,0,'2026-11-21T22:45:04.962435+00:00',NULL);
INSERT INTO turns VALUES('01m804hqay3js3a5zerxv9smrw','01m804hqaxsx2756y2njsp48ek','b2:204170ad6c806ec4b629969373510bed','b2:aa397f2efb0eeaa1ffbdbb530309469f','mock',NULL,NULL,NULL,7,3,NULL,0,'2026-11-21T22:45:04.990440+00:00',NULL);
INSERT INTO turns VALUES('01m804hqbyvt7tfx1dbm3b7e1f','01m804hqbwmhae3tx8e5epty77','b2:8d6a1e87e4f261fdccdd9ae8d590ca2d','b2:f5be90955ccdf77d1966d9a2a5f3ea81','mock',NULL,NULL,NULL,7,3,NULL,0,'2026-11-21T22:45:05.022170+00:00',NULL);
INSERT INTO turns VALUES('01m804hqcxajrx3ke6y7bvb3k5','01m804hqcwy2v3amcwj8ms58r4','b2:ac9e8364867fb5db12bda26ddebce7eb','b2:abcd54ab3f95826aac29204b49612d9f','mock',NULL,NULL,NULL,7,3,NULL,0,'2026-11-21T22:45:05.053966+00:00',NULL);
INSERT INTO turns VALUES('01m804hqdvsby73d630neg4hz9','01m804hqdtwy004va309sk9b72','b2:128e848cc7f4e49ffc168558d9a20e85','b2:19cea5de35f7ea9ed683f0db4ce4b572','mock',NULL,NULL,'848bffbc260a905ad40888a4518f40ef',7,4,NULL,0,'2026-11-21T22:45:05.084009+00:00',NULL);
INSERT INTO turns VALUES('01m804hqete6tc21xc547zszw1','01m804hqesawfg58kxvtbkd7xd','b2:4990c3975bc03f1f70ebc6a356fa1e29','b2:86806150bbfeeb0bc72087d7c27346f2','mock',NULL,NULL,NULL,7,4,NULL,0,'2026-11-21T22:45:05.115030+00:00',NULL);
INSERT INTO turns VALUES('01m804hqfvn1ttmckjbdw995ba','01m804hqfrh8keb8wfmdkd7h4y','b2:e2ca7dbefce07a0b1270c889486b413f','b2:aadedce405a9daa5b9c9305332575b51','mock',NULL,NULL,NULL,7,5,NULL,0,'2026-11-21T22:45:05.147087+00:00',NULL);
INSERT INTO turns VALUES('01m804hqgs1tt44fgn4ptybgm0','01m804hqgr1cw4xd0pp8jwmfbx','b2:ea46afe21a785905174891a3975edf04','b2:8dab9118e9bce6bf5f038b298c081c74','mock',NULL,NULL,NULL,7,1,NULL,0,'2026-11-21T22:45:05.178054+00:00',NULL);
INSERT INTO turns VALUES('01m804hqgvfqhvg12ztdaszj2s','01m804hqgr1cw4xd0pp8jwmfbx','b2:3fb4a511a3fffe6f52909180f6a3a455','b2:e458e01d6d1859d0efbd67d3d89c87a0','mock',NULL,NULL,NULL,7,4,NULL,0,'2026-11-21T22:45:05.179528+00:00',NULL);
INSERT INTO turns VALUES('01m804hqhz70cy4pppx98b26e7','01m804hqgr1cw4xd0pp8jwmfbx','b2:029f796c2e11b00ff7c35044e58e3369','b2:e0d2101d2fac74fba5766b45468a7058','mock',NULL,NULL,NULL,7,1,NULL,0,'2026-11-21T22:45:05.215834+00:00',NULL);
INSERT INTO turns VALUES('01m804hqj1qw7snvqpf587dz7h','01m804hqgr1cw4xd0pp8jwmfbx','b2:d295e5b2ea6e1e0bd42d4c7a180fc26a','b2:2a14c99ce685849030755d2e1a643024','mock',NULL,NULL,NULL,7,4,NULL,0,'2026-11-21T22:45:05.217195+00:00',NULL);
CREATE TABLE IF NOT EXISTS "turn_fragments" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   "kind" TEXT,
   PRIMARY KEY ("turn_id", "fragment_id", "kind", "order")
);
INSERT INTO turn_fragments VALUES('01m804hqete6tc21xc547zszw1',1,0,'prompt');
INSERT INTO turn_fragments VALUES('01m804hqfvn1ttmckjbdw995ba',1,0,'prompt');
INSERT INTO turn_fragments VALUES('01m804hqfvn1ttmckjbdw995ba',1,0,'system');
CREATE TABLE IF NOT EXISTS "turn_search" (
   "id" INTEGER PRIMARY KEY,
   "turn_id" TEXT REFERENCES "turns"("id"),
   "prompt" TEXT,
   "response" TEXT
);
INSERT INTO turn_search VALUES(1,'01m804hq6a1reamkd9ra1bxtkh','What is a skein?','Answer to: What is a skein?');
INSERT INTO turn_search VALUES(2,'01m804hq7a0qbbnnagpc787rwd','Why is it wound loosely?','Answer to: Why is it wound loosely?');
INSERT INTO turn_search VALUES(3,'01m804hq86qzam7r87w7bzbhc7','Be a weaver','Answer to: Be a weaver');
INSERT INTO turn_search VALUES(4,'01m804hq94g7hrdgrr2c92f6sp','And now a knitter','Answer to: And now a knitter');
INSERT INTO turn_search VALUES(5,'01m804hqa2qr1yrz8pk8v1k8t5','And again','Answer to: And again');
INSERT INTO turn_search VALUES(6,'01m804hqay3js3a5zerxv9smrw','grüß dich 🧶','Grüß Gott, 🧶.');
INSERT INTO turn_search VALUES(7,'01m804hqbyvt7tfx1dbm3b7e1f','What is in it?','A red square.');
INSERT INTO turn_search VALUES(8,'01m804hqcxajrx3ke6y7bvb3k5','','A red square.');
INSERT INTO turn_search VALUES(9,'01m804hqdvsby73d630neg4hz9','A dog','{"name": "Cleo", "age": 4}');
INSERT INTO turn_search VALUES(10,'01m804hqete6tc21xc547zszw1',replace('\nWhere from?','\n',char(10)),'Answer to: Where from?');
INSERT INTO turn_search VALUES(11,'01m804hqfvn1ttmckjbdw995ba',replace('\nUse the other','\n',char(10)),'Answer to: Use the other');
INSERT INTO turn_search VALUES(12,'01m804hqgs1tt44fgn4ptybgm0','Which version?','');
INSERT INTO turn_search VALUES(13,'01m804hqgvfqhvg12ztdaszj2s','','The version is 0.36.');
INSERT INTO turn_search VALUES(14,'01m804hqhz70cy4pppx98b26e7','And thanks','');
INSERT INTO turn_search VALUES(15,'01m804hqj1qw7snvqpf587dz7h','','The version is 0.36.');
CREATE TABLE IF NOT EXISTS "turn_tools" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "instance_id" INTEGER REFERENCES "tool_instances"("id"),
   PRIMARY KEY ("turn_id", "tool_id")
);
INSERT INTO turn_tools VALUES('01m804hqgs1tt44fgn4ptybgm0',1,NULL);
INSERT INTO turn_tools VALUES('01m804hqgvfqhvg12ztdaszj2s',1,NULL);
INSERT INTO turn_tools VALUES('01m804hqhz70cy4pppx98b26e7',1,NULL);
INSERT INTO turn_tools VALUES('01m804hqj1qw7snvqpf587dz7h',1,NULL);
CREATE TABLE IF NOT EXISTS "tool_instantiations" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "tool_call_id" TEXT,
   "instance_id" INTEGER REFERENCES "tool_instances"("id"),
   PRIMARY KEY ("turn_id", "tool_call_id")
);
CREATE UNIQUE INDEX "idx_fragments_hash"
    ON "fragments" ("hash");
CREATE UNIQUE INDEX "idx_tools_hash"
    ON "tools" ("hash");
CREATE INDEX "idx_messages_parent_hash"
    ON "messages" ("parent_hash");
CREATE UNIQUE INDEX "idx_parts_message_hash_position"
    ON "parts" ("message_hash", "position");
CREATE INDEX "idx_part_fragments_fragment_id"
    ON "part_fragments" ("fragment_id");
CREATE INDEX "idx_turns_thread_id"
    ON "turns" ("thread_id");
CREATE INDEX "idx_turn_fragments_fragment_id"
    ON "turn_fragments" ("fragment_id");
CREATE UNIQUE INDEX "idx_turn_search_turn_id"
    ON "turn_search" ("turn_id");
COMMIT;
