---Who listens at the daemon's socket: nobody but the user or root, unless the socket was named.
local failure = require('skein.failure')
local notice = require('skein.notice')
local uv = vim.uv or vim.loop

local M = {}

---Modes that let others change a directory, or see into one of the user's own; a group that the
---daemon lets in may enter.
local OPEN_TO_OTHERS, CHANGED_BY_OTHERS, STICKY = 0x17, 0x12, 0x200 -- 0027, 0022, 01000

---How `getsockopt` is asked for the peer: the option, and the index of the uid in the answer, which
---has so many bytes.
local questions = {
  Linux = { level = 1, option = 17, index = 1, bytes = 12 }, -- SO_PEERCRED: struct ucred
  Darwin = { level = 0, option = 1, index = 1 }, -- LOCAL_PEERCRED: struct xucred
  FreeBSD = { level = 0, option = 1, index = 1 },
}

local told = {} -- the named sockets whose owner was told

local has_ffi, ffi = pcall(require, 'ffi')
if has_ffi then
  -- A name of its own: other plugins may have declared it otherwise.
  has_ffi = pcall(ffi.cdef, [[
    int skein_getsockopt(int socket, int level, int option, void *value, unsigned int *length) __asm__("getsockopt");
  ]])
end

---A number of who listens, as the kernel has it; nil where it can't be asked.
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

---Why others could take the place of a socket in this directory, or nil.
local function openness(directory, found)
  if found.type ~= 'directory' then
    return directory .. ' is no directory'
  elseif not is_mine(found.uid) then
    return ('%s belongs to uid %d'):format(directory, found.uid)
  end
  local mask = found.uid == uv.getuid() and OPEN_TO_OTHERS or CHANGED_BY_OTHERS
  if require('bit').band(found.mode, mask) ~= 0 then
    return ('%s is open to others (mode %04o)'):format(directory, found.mode % 4096)
  end
end

---Why others could put another directory in the place of one in this directory, or nil: the sticky
---bit keeps those who may write from what is not theirs.
local function changeable(place)
  local found = place and uv.fs_stat(place)
  if not found then
    return 'the way there cannot be seen'
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
  local words = 'Nothing was sent to %s, for %s: set XDG_RUNTIME_DIR to a directory of your own, or SKEIN_SOCKET to'
    .. ' a socket that you trust.'
  return failure.new('unreachable', words:format(address.path, why))
end

---Why there is to be no connection to `address`, `{path, is_named}`: as an error; or in words, when
---nobody listens there; or nil.
function M.refuse_place(address)
  if address.is_named then
    return nil
  end
  local directory = vim.fn.fnamemodify(address.path, ':h')
  local found, why_not = uv.fs_lstat(directory)
  if not found then
    -- Nor is it connected to: somebody may make it this very moment.
    return why_not and why_not:find('^ENOENT') and 'there is no ' .. directory or tostring(why_not)
  end
  local why = openness(directory, found) or changeable(uv.fs_realpath(vim.fn.fnamemodify(directory, ':h')))
  return why and untrusted(address, why) or nil
end

---Why nothing is to be said over a pipe that is connected to `address`, as an error; or nil. Where
---the kernel can't be asked, the socket's owner counts: in a directory of the user's own nobody else
---can make another.
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
    notice.info(('The daemon at %s is that of uid %d.'):format(address.path, uid))
  end
end

---What to say of somebody who listens at an address and has been silent for too long.
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
