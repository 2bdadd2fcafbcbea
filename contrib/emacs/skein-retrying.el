;;; skein-retrying.el --- The wait until a provider is asked again  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Why an answer is waiting, and for how long, with a countdown.

;;; Code:

(require 'skein-block)

(defun skein-retrying-words (params seconds)
  "The sentence for SECONDS left of the wait in PARAMS, of turn/retrying."
  (format "Trying again%s, attempt %d of %d.  %s"
          (if (> seconds 0) (format " in %d s" seconds) "")
          (plist-get params :attempt) (plist-get params :maxAttempts)
          (skein-get params :error :message)))

(defun skein-retrying--seconds (params)
  "How many seconds the wait in PARAMS, of turn/retrying, takes."
  (ceiling (plist-get params :delayMs) 1000))

(defun skein-retrying-count-down (block params)
  "Show in BLOCK the wait of PARAMS, of turn/retrying, counting down."
  (skein-retrying--show block params (+ (float-time) (skein-retrying--seconds params))))

(defun skein-retrying--show (block params end)
  "Show in BLOCK how much of the wait of PARAMS is left until END, in seconds."
  (let* ((left (max 0 (round (- end (float-time)))))
         (words (skein-retrying-words params left))
         (buffer (current-buffer)))
    (skein-block-state block words)
    (when (> left 0)
      (run-at-time 1 nil
                   (lambda ()
                     (when (buffer-live-p buffer)
                       (with-current-buffer buffer
                         (when (and (memq block skein-block-all)
                                    (equal (skein-visible words)
                                           (overlay-get (skein-block-note block) 'skein-state)))
                           (skein-retrying--show block params end)))))))))

(defun skein-retrying-sentence (params)
  "The sentence for the wait in PARAMS, of turn/retrying, without a countdown."
  (skein-retrying-words params (skein-retrying--seconds params)))

(provide 'skein-retrying)
;;; skein-retrying.el ends here
