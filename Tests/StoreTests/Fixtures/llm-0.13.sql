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
INSERT INTO conversations VALUES('01m804jgpvafxntef5t36r91f3','What is a skein?','mock');
INSERT INTO conversations VALUES('01m804jgrdt4g2mqhzx27dv8de','Be a weaver','mock');
INSERT INTO conversations VALUES('01m804jgtyy127ahgz3t0jg7ad','grüß dich 🧶','mock');
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
   "datetime_utc" TEXT
);
INSERT INTO responses VALUES('01m804jgpwjtrxvdc3d6xpzp50','mock','What is a skein?',NULL,NULL,'{}','Answer to: What is a skein?',NULL,'01m804jgpvafxntef5t36r91f3',0,'2026-11-21T22:45:30.898603');
INSERT INTO responses VALUES('01m804jgqn1qwbbkeg641q1tc5','mock','Why is it wound loosely?',NULL,NULL,'{}','Answer to: Why is it wound loosely?',NULL,'01m804jgpvafxntef5t36r91f3',0,'2026-11-21T22:45:30.997077');
INSERT INTO responses VALUES('01m804jgrf5xzawvvkf2h1hh9b','mock','Be a weaver','You are a weaver. Be brief.',NULL,'{}','Answer to: Be a weaver',NULL,'01m804jgrdt4g2mqhzx27dv8de',0,'2026-11-21T22:45:31.020753');
INSERT INTO responses VALUES('01m804jgs8f4yab5yycy56fhyv','mock','And now a knitter','You are a knitter.',NULL,'{}','Answer to: And now a knitter',NULL,'01m804jgrdt4g2mqhzx27dv8de',0,'2026-11-21T22:45:31.047159');
INSERT INTO responses VALUES('01m804jgt5r2ey4zgn4qdtprxw','mock','And again',NULL,NULL,'{}','Answer to: And again',NULL,'01m804jgrdt4g2mqhzx27dv8de',0,'2026-11-21T22:45:31.076431');
INSERT INTO responses VALUES('01m804jgtz5zgecvhx218mxdzf','mock','grüß dich 🧶',NULL,NULL,'{}','Grüß Gott, 🧶.',NULL,'01m804jgtyy127ahgz3t0jg7ad',0,'2026-11-21T22:45:31.101244');
INSERT INTO responses VALUES('01m804jgzy8acd12js2bcbq4a8','mock','And thanks',NULL,NULL,'{}','Answer to: And thanks',NULL,'01m804jgtyy127ahgz3t0jg7ad',0,'2026-11-21T22:45:31.261132');
COMMIT;
