---A program of another user that listens on the default socket: see contrib/stranger.
local M = {}
M.__index = M

---Starts a stranger; nil, and a message, where that needs root.
function M.start(shape)
  local stranger = setmetatable({ base = vim.fn.tempname(), said = {} }, M)
  vim.fn.mkdir(stranger.base, 'p', tonumber('700', 8))
  stranger.path = ('%s/skein-%d/skein.sock'):format(stranger.base, vim.loop.getuid())
  stranger.job = vim.fn.jobstart({ vim.env.SKEIN_NVIM .. '/../stranger', shape, stranger.base }, {
    on_stdout = function(_, lines)
      vim.list_extend(stranger.said, vim.tbl_filter(function(line)
        return line ~= ''
      end, lines))
    end,
    on_exit = function(_, status)
      stranger.status = status
    end,
  })
  vim.wait(10000, function()
    return stranger.said[1] == 'ready' or stranger.status
  end, 5)
  if stranger.status == 77 then
    io.stdout:write(('not tested, because it needs root: a stranger (%s)\n'):format(shape))
    return nil
  end
  expect(stranger.said[1], 'ready')
  return stranger
end

---The environment of a Neovim that finds the stranger, at the default or at a named socket. The
---stranger claims to have the expected database.
function M:environment(is_named)
  local database = self.base .. '/our.db'
  vim.fn.writefile({}, database)
  vim.fn.writefile({ '1', self.path, database, 'serving', '' }, self.path .. '.lock')
  return {
    TMPDIR = self.base, XDG_RUNTIME_DIR = '', SKEIN_SOCKET = is_named and self.path or '',
    SKEIN_DATABASE = database, SKEIN_CONFIG = self.base .. '/none.yaml',
  }
end

---Ends it; returns how many bytes it received.
function M:stop()
  vim.fn.chanclose(self.job, 'stdin')
  vim.wait(10000, function()
    return self.status
  end, 5)
  return tonumber(self.said[2])
end

return M
