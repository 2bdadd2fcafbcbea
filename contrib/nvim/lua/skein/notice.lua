---Messages for the user.
local failure = require('skein.failure')
local screen = require('skein.screen')
local visible = require('skein.visible')

local M = {}

local PREFIX = 'skein: '
local highlights = { [vim.log.levels.ERROR] = 'ErrorMsg', [vim.log.levels.WARN] = 'WarningMsg' }

---How many columns a notice may have on the command line.
function M.columns()
  return vim.v.echospace - #PREFIX
end

---Whether `vim.notify` is Neovim's own, which writes to the command line.
local function is_own_notify()
  return vim.startswith(debug.getinfo(vim.notify, 'S').source, '@vim/')
end

---Whether words on the command line would wait for a key, or disappear with the next one.
local function needs_window(words, level)
  local mode = vim.api.nvim_get_mode().mode
  return words:find('\n') or vim.fn.strwidth(words) > vim.v.echospace
    or level ~= vim.log.levels.INFO and mode:match('^[iRt]') ~= nil
end

---Puts words into `:messages`; the displayed part is cut to the line.
local function record(words, level)
  local short = vim.o.shortmess
  vim.opt.shortmess:append('T')
  vim.cmd('echohl ' .. (highlights[level] or 'None'))
  vim.cmd('echomsg ' .. vim.fn.string((words:gsub('\n', ' '))))
  vim.cmd('echohl None')
  vim.o.shortmess = short
end

local function show(words, level)
  if is_own_notify() and needs_window(words, level) and require('skein.card').show(words, level) then
    return record(words, level)
  end
  vim.notify(words, level, { title = 'skein' })
end

local function say(message, level)
  vim.schedule(function()
    screen.when_nothing_is_asked(function()
      show(PREFIX .. visible.text(message), level)
    end)
  end)
end

function M.info(message)
  say(message, vim.log.levels.INFO)
end

function M.warn(message)
  say(message, vim.log.levels.WARN)
end

---Advice for errors whose message comes from the daemon, by kind.
local advice = {
  busy = 'Wait for the turn that runs, or :SkeinCancel.',
  overloaded = 'Ask again in a moment.',
}

---Shows an error: a text, or an error that a callback got.
function M.error(err)
  if type(err) ~= 'table' then
    say(tostring(err), vim.log.levels.ERROR)
    return
  end
  local hint = err.data and advice[err.data.kind]
  say(failure.words(err) .. (hint and ' ' .. hint or ''), vim.log.levels.ERROR)
end

return M
