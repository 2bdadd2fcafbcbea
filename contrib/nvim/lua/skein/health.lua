---`:checkhealth skein`
local config = require('skein.config')
local connection = require('skein.connection')
local place = require('skein.place')
local visible = require('skein.visible')

local M = {}

---A healthy daemon answers faster, but a provider may take this long.
local WAIT_MS = 5000

local health = vim.health or require('health')
local start = health.start or health.report_start

local function reporter(report)
  return function(words, ...)
    report(visible.text(words), ...)
  end
end

local ok = reporter(health.ok or health.report_ok)
local warn = reporter(health.warn or health.report_warn)
local fail = reporter(health.error or health.report_error)

local function call(method)
  local done, err, result = false, nil, nil
  connection.request(method, nil, function(call_error, answer)
    done, err, result = true, call_error, answer
  end)
  vim.wait(WAIT_MS, function()
    return done
  end, 20)
  if not done then
    return nil, ('%s was not answered in %d s.'):format(method, WAIT_MS / 1000)
  end
  return result, err and err.message
end

local function check_executable()
  local name = config.values.executable
  local path = vim.fn.exepath(vim.fn.expand(name))
  if path == '' then
    fail(("'%s' is not an executable in PATH."):format(name), {
      'Install skein, or set its path: require("skein").setup { executable = "…" }',
    })
  else
    ok(path)
  end
end

local function check_daemon()
  local info, err = call('server/info')
  if not info then
    fail(err, { 'skein daemon start', 'skein daemon logs' })
    return
  end
  ok(('%s %s answers at %s'):format(info.name, info.version, info.socketPath))
  if info.protocolVersion ~= 1 then
    warn(('It speaks version %d of the protocol, this plugin version 1: update the older one.'):format(info.protocolVersion))
  end
  local state, health_error = call('server/health')
  if not state then
    fail(health_error)
    return
  end
  for _, check in ipairs(state.checks) do
    local report = check.status == 'ok' and ok or check.status == 'degraded' and warn or fail
    report(check.name .. ': ' .. check.detail)
  end
  local models, model_error = call('model/list')
  if models then
    ok(('%d models'):format(#models.data))
    for _, each in ipairs(models.errors) do
      warn(each.provider .. ': ' .. each.message)
    end
  else
    warn(model_error)
  end
end

local function version()
  local own = vim.version()
  return ('%d.%d.%d'):format(own.major, own.minor, own.patch)
end

---Checks the requirements of skein.
function M.check()
  start('skein')
  if vim.fn.has('nvim-0.7') == 1 then
    ok('Neovim ' .. version() .. ', which needs to be 0.7 or newer')
  else
    fail('Neovim 0.7 or newer is needed.')
  end
  ok('socket by the rule: ' .. place.address().path)
  check_executable()
  check_daemon()
end

return M
