---Runs `skein`: to start the daemon, and to find out where it listens.
local config = require('skein.config')
local place = require('skein.place')
local uv = vim.uv or vim.loop

local M = {}

---How long `skein daemon start` and `skein daemon status` may take.
M.COMMAND_TIMEOUT_MS = 20000

---Runs `skein` with arguments. The callback gets an error's text or nil, and the output.
local function run(arguments, callback)
  local executable = vim.fn.expand(config.values.executable)
  if vim.fn.executable(executable) ~= 1 then
    callback(
      ("'%s' is not an executable in PATH. Install skein, or give require('skein').setup { executable = … }."):format(
        executable
      )
    )
    return
  end
  local output, errors = {}, {}
  local finished, job = false
  local timer = uv.new_timer()
  local function finish(message)
    if finished then
      return
    end
    finished = true
    timer:stop()
    timer:close()
    callback(message, table.concat(output, '\n'))
  end
  local environment = config.values.socket and { SKEIN_SOCKET = place.address().path } or nil
  local command = vim.list_extend({ executable }, arguments)
  job = vim.fn.jobstart(command, {
    env = environment,
    stdin = 'null',
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, lines)
      output = lines
    end,
    on_stderr = function(_, lines)
      errors = lines
    end,
    on_exit = function(_, status)
      local said = vim.trim(table.concat(errors, '\n'))
      if said == '' then
        said = ('%s ended with status %d.'):format(table.concat(command, ' '), status)
      end
      finish(status ~= 0 and said or nil)
    end,
  })
  if job <= 0 then
    finish(("'%s' can't be run."):format(executable))
    return
  end
  timer:start(
    M.COMMAND_TIMEOUT_MS,
    0,
    vim.schedule_wrap(function()
      vim.fn.jobstop(job)
      finish(('%s took more than %d s.'):format(table.concat(command, ' '), M.COMMAND_TIMEOUT_MS / 1000))
    end)
  )
end

---Starts the daemon unless it is running.
function M.start(callback)
  run({ 'daemon', 'start' }, callback)
end

---Asks `skein` where the daemon listens: another shell's environment may have given another path.
function M.find_socket(callback)
  -- Its exit status also reports problems of a running daemon.
  run({ 'daemon', 'status', '--json' }, function(err, output)
    local ok, status = pcall(vim.json.decode, output or '')
    local path = ok and type(status) == 'table' and type(status.info) == 'table' and status.info.socketPath
    if path then
      return callback(nil, path)
    end
    callback(err or 'skein daemon status does not print where the daemon listens.')
  end)
end

return M
