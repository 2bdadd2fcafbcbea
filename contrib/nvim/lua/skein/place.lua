---Where the daemon listens by the rule of `skein` and `skeind`, and which database it has.
local config = require('skein.config')
local uv = vim.uv or vim.loop

local M = {}

---The daemon refuses a longer configuration, too; a lock has a few lines.
local CONFIGURATION_BYTES, LOCK_BYTES = 1024 * 1024, 16 * 1024

local function absolute(name)
  local value = vim.env[name]
  value = value and value:sub(1, 1) == '/' and value or nil
  return value and (value:gsub('(.)/+$', '%1'))
end

---Whether a directory that a variable names can hold the socket. A runtime directory must belong to
---the user.
local function is_fit(directory, is_runtime)
  local found = directory and uv.fs_stat(directory)
  return found and found.type == 'directory' and (not is_runtime or found.uid == uv.getuid())
end

---The default address of the socket: `{path, is_named}`. At a path that the user has named anybody
---may listen, see `skein.peer`.
function M.address()
  local named = config.values.socket and vim.fn.expand(config.values.socket) or absolute('SKEIN_SOCKET')
  if named then
    return { path = named, is_named = true }
  end
  local runtime, temporary = absolute('XDG_RUNTIME_DIR'), absolute('TMPDIR')
  if is_fit(runtime, true) then
    return { path = runtime .. '/skein/skein.sock', is_named = false }
  end
  local base = is_fit(temporary) and temporary or '/tmp'
  return { path = ('%s/skein-%d/skein.sock'):format(base, uv.getuid()), is_named = false }
end

---The beginning of a file; nil when it can't be read.
local function read(path, limit)
  local file = io.open(path, 'rb')
  local text = file and file:read(limit)
  if file then
    file:close()
  end
  return file and (text or '')
end

---A file of the user's, named by a variable of its own, or below a directory of the XDG rule.
local function own(variable, base_variable, base, name)
  local home = absolute('HOME')
  local directory = absolute(base_variable) or home and home .. '/' .. base
  return absolute(variable) or directory and ('%s/skein/%s'):format(directory, name)
end

---Whether the configuration may set the daemon's socket or database: then only `skein` knows them.
local function may_say_otherwise(path)
  local text = path and read(path, CONFIGURATION_BYTES)
  if not text then
    return path ~= nil and uv.fs_lstat(path) ~= nil
  end
  for _, line in ipairs(vim.split(text, '\n', { plain = true })) do
    local word = line:match('^%s*[{"\']?%s*([%w_]+)')
    if word == 'socket' or word == 'database' then
      return true
    end
  end
  return false
end

local function is_same_file(one, other)
  local mine, theirs = uv.fs_stat(one), uv.fs_stat(other)
  return mine ~= nil and theirs ~= nil and mine.dev == theirs.dev and mine.ino == theirs.ino
end

---Whether the daemon at an address certainly has this environment's database: the user has named
---the address, a token is used, or the lock beside its socket names the database.
function M.is_certain(address)
  if address.is_named or (vim.env.SKEIN_TOKEN or '') ~= '' then
    return true
  end
  if may_say_otherwise(own('SKEIN_CONFIG', 'XDG_CONFIG_HOME', '.config', 'config.yaml')) then
    return false
  end
  local database = own('SKEIN_DATABASE', 'XDG_DATA_HOME', '.local/share', 'skein.db')
  local lock = read(address.path .. '.lock', LOCK_BYTES)
  local kept = lock and vim.split(lock, '\n', { plain = true })[3]
  if not lock or not database then
    return lock ~= nil
  end
  return (kept or '') ~= '' and is_same_file(kept, database)
end

---Whether a daemon may be started. A daemon that is started here would not know another daemon's
---token.
function M.may_start()
  local no = vim.env.SKEIN_NO_START
  return (vim.env.SKEIN_TOKEN or '') == '' and (not no or no == '' or no == '0')
end

return M
