-- What a language model said: a file of its own, of which no row can be read without the prompt.

-- name: reply_names
CREATE TABLE IF NOT EXISTS reply (
  key INTEGER PRIMARY KEY,
  name BLOB NOT NULL UNIQUE,
  space BLOB NOT NULL,
  sealed BLOB NOT NULL
);

-- name: reply_episodes
CREATE TABLE IF NOT EXISTS reply_episode (
  space BLOB NOT NULL,
  episode TEXT NOT NULL,
  reply INTEGER NOT NULL REFERENCES reply (key) ON DELETE CASCADE,
  PRIMARY KEY (space, episode, reply)
) WITHOUT ROWID;

-- name: reply_of_episode
CREATE INDEX IF NOT EXISTS reply_episode_reply ON reply_episode (reply);

-- name: reply
SELECT sealed FROM reply WHERE name = :name;

-- name: drop_reply
DELETE FROM reply WHERE name = :name;

-- name: add_reply
INSERT INTO reply (name, space, sealed) VALUES (:name, :space, :sealed);

-- name: add_reply_episodes
INSERT OR IGNORE INTO reply_episode (space, episode, reply)
SELECT :space, value, (SELECT key FROM reply WHERE name = :name) FROM json_each(:episodes);

-- name: erase_replies
DELETE FROM reply WHERE key IN (
  SELECT reply FROM reply_episode
  WHERE space = :space AND episode IN (SELECT value FROM json_each(:episodes))
);

-- name: erase_all_replies
DELETE FROM reply WHERE space = :space;
