---Somebody else who listens where a Neovim without $SKEIN_SOCKET looks: see contrib/stranger.
local M = {}
M.__index = M

---Starts one; nil, and a word on it, where that needs root.
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

---The settings of a Neovim that finds it, by the rule or because it was named. It says of itself that
---it keeps the very database that is meant.
function M:environment(is_named)
  local database = self.base .. '/our.db'
  vim.fn.writefile({}, database)
  vim.fn.writefile({ '1', self.path, database, 'serving', '' }, self.path .. '.lock')
  return {
    TMPDIR = self.base, XDG_RUNTIME_DIR = '', SKEIN_SOCKET = is_named and self.path or '',
    SKEIN_DATABASE = database, SKEIN_CONFIG = self.base .. '/none.yaml',
  }
end

---Ends it; gives how many bytes it was sent.
function M:stop()
  vim.fn.chanclose(self.job, 'stdin')
  vim.wait(10000, function()
    return self.status
  end, 5)
  return tonumber(self.said[2])
end

return M
