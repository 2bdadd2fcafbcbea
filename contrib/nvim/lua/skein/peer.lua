---Checks that only the user or root listens at the daemon's socket, unless the socket was named.
local failure = require('skein.failure')
local notice = require('skein.notice')
local uv = vim.uv or vim.loop

local M = {}

---Modes that let others change a directory, or look into one of the user's own; the group that the
---daemon admits may enter.
local OPEN_TO_OTHERS, CHANGED_BY_OTHERS, STICKY = 0x17, 0x12, 0x200 -- 0027, 0022, 01000

---How `getsockopt` is asked for the peer: the option, and the index of the uid in the answer, with
---its number of bytes.
local questions = {
  Linux = { level = 1, option = 17, index = 1, bytes = 12 }, -- SO_PEERCRED: struct ucred
  Darwin = { level = 0, option = 1, index = 1 }, -- LOCAL_PEERCRED: struct xucred
  FreeBSD = { level = 0, option = 1, index = 1 },
}

local told = {} -- the named sockets whose owner was told

local has_ffi, ffi = pcall(require, 'ffi')
if has_ffi then
  -- A name of its own: other plugins may have declared the usual one differently.
  has_ffi = pcall(ffi.cdef, [[
    int skein_getsockopt(int socket, int level, int option, void *value, unsigned int *length) __asm__("getsockopt");
  ]])
end

---A number about the listening process, from the kernel; nil where the kernel can't be asked.
local function kernel_says(pipe, index)
  local question = questions[uv.os_uname().sysname]
  local descriptor = question and has_ffi and uv.fileno(pipe)
  if not descriptor then
    return nil
  end
  local answer, length = ffi.new('unsigned int[64]'), ffi.new('unsigned int[1]', 256)
  local status = ffi.C.skein_getsockopt(descriptor, question.level, question.option, answer, length)
  if status ~= 0 or length[0] < 8 or question.bytes and length[0] ~= question.bytes then
    return nil
  end
  return tonumber(answer[index or question.index])
end

local function is_mine(uid)
  return uid == uv.getuid() or uid == 0
end

---The reason why others could replace a socket in this directory, or nil.
local function openness(directory, found)
  if found.type ~= 'directory' then
    return directory .. ' is not a directory'
  elseif not is_mine(found.uid) then
    return ('%s belongs to uid %d'):format(directory, found.uid)
  end
  local mask = found.uid == uv.getuid() and OPEN_TO_OTHERS or CHANGED_BY_OTHERS
  if require('bit').band(found.mode, mask) ~= 0 then
    return ('%s is open to others (mode %04o)'):format(directory, found.mode % 4096)
  end
end

---The reason why others could replace a directory in this one, or nil: the sticky bit prevents that
---for those who may write.
local function changeable(place)
  local found = place and uv.fs_stat(place)
  if not found then
    return 'the directories above it cannot be examined'
  elseif not is_mine(found.uid) then
    return ('%s belongs to uid %d'):format(place, found.uid)
  end
  local band = require('bit').band
  if band(found.mode, CHANGED_BY_OTHERS) ~= 0 and band(found.mode, STICKY) == 0 then
    return ('%s is open to others (mode %04o)'):format(place, found.mode % 4096)
  end
  return place ~= '/' and changeable(vim.fn.fnamemodify(place, ':h')) or nil
end

local function untrusted(address, why)
  local words = 'Nothing was sent to %s, because %s: set XDG_RUNTIME_DIR to a directory of your own, or SKEIN_SOCKET to'
    .. ' a socket that you trust.'
  return failure.new('unreachable', words:format(address.path, why))
end

---The reason not to connect to `address`, `{path, is_named}`: as an error; or in words, when nobody
---listens there; or nil.
function M.refuse_place(address)
  if address.is_named then
    return nil
  end
  local directory = vim.fn.fnamemodify(address.path, ':h')
  local found, why_not = uv.fs_lstat(directory)
  if not found then
    -- Neovim does not connect either: the socket could be created at this moment.
    return why_not and why_not:find('^ENOENT') and 'there is no ' .. directory or tostring(why_not)
  end
  local why = openness(directory, found) or changeable(uv.fs_realpath(vim.fn.fnamemodify(directory, ':h')))
  return why and untrusted(address, why) or nil
end

---The reason not to send anything over a pipe that is connected to `address`, as an error; or nil.
---Where the kernel can't be asked, the socket's owner counts: in a directory of the user's own
---nobody else can create another socket.
function M.refuse(address, pipe)
  local uid = kernel_says(pipe)
  if not uid then
    local socket = uv.fs_lstat(address.path)
    uid = socket and socket.uid
  end
  if not uid or is_mine(uid) then
    return nil
  elseif not address.is_named then
    return untrusted(address, ('uid %d listens there'):format(uid))
  elseif not told[address.path] then
    told[address.path] = true
    notice.info(('The daemon at %s belongs to uid %d.'):format(address.path, uid))
  end
end

---The error about a process that listens at an address and has been silent for too long.
function M.silence(address, pipe)
  local pid = uv.os_uname().sysname == 'Linux' and kernel_says(pipe, 0) or nil
  local file = pid and io.open(('/proc/%d/comm'):format(pid))
  local name = file and file:read('*l')
  if file then
    file:close()
  end
  if not name or name == 'skeind' or name == 'systemd' then
    local process = name == 'skeind' and ('skeind (process %d)'):format(pid) or 'The daemon'
    local words = '%s at %s does not answer: skein daemon stop ends it, and the next command starts another.'
    return words:format(process, address.path)
  end
  local words = '%s (process %d) listens at %s, does not answer, and is not skeind: end it, or name another socket'
    .. ' with SKEIN_SOCKET.'
  return words:format(name, pid, address.path)
end

return M
