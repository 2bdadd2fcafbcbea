---What the user is told.
local failure = require('skein.failure')
local visible = require('skein.visible')

local M = {}

local function say(message, level)
  vim.schedule(function()
    vim.notify('skein: ' .. visible.text(message), level, { title = 'skein' })
  end)
end

function M.info(message)
  say(message, vim.log.levels.INFO)
end

function M.warn(message)
  say(message, vim.log.levels.WARN)
end

---What to do about errors whose message comes from elsewhere, by kind.
local advice = {
  busy = 'Wait for the turn that runs, or :SkeinCancel.',
  overloaded = 'Ask again in a moment.',
}

---Tells an error: a text, or what a call gave its callback.
function M.error(err)
  if type(err) ~= 'table' then
    say(tostring(err), vim.log.levels.ERROR)
    return
  end
  local hint = err.data and advice[err.data.kind]
  say(failure.words(err) .. (hint and ' ' .. hint or ''), vim.log.levels.ERROR)
end

return M
