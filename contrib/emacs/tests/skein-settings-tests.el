;;; skein-settings-tests.el --- What a chat is set to  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; System prompts, options, and the line at the top of a chat.

;;; Code:

(require 'skein-test)
(require 'skein-settings)

(ert-deftest skein-settings-system-prompt-in-a-buffer ()
  "A prompt of several lines is edited as it is, and sent only if it was changed."
  (let ((inhibit-message t))
    (skein-test-with-chat (skein-test-thread "prompted")
      (skein-test-settled)
      (save-window-excursion
        (skein-system)
        (insert "Be terse.\n\nBe kind.\n")
        (skein-compose-finish))
      (skein-test-await (equal "Be terse.\n\nBe kind.\n"
                               (skein-get skein-follow-thread :systemPrompt)))
      (should (string-search "“Be terse. Be kind.”" (skein-header-line)))
      (save-window-excursion
        (skein-system)
        (should (equal "Be terse.\n\nBe kind.\n" (buffer-string)))
        (cl-letf (((symbol-function 'skein-request) (lambda (&rest _) (ert-fail "was sent"))))
          (skein-compose-save))
        (erase-buffer)
        (skein-compose-finish))
      (should-not (skein-get skein-follow-thread :systemPrompt)))))

(ert-deftest skein-settings-left-as-it-was ()
  "A text that is left, or can't be saved, is not lost by accident."
  (let ((inhibit-message t))
    (save-window-excursion
      (skein-compose "test" "before" (lambda (_) (user-error "No")))
      (insert "x")
      (should-error (skein-compose-finish) :type 'user-error)
      (should (equal "xbefore" (buffer-string)))
      (should (buffer-modified-p))
      (skein-compose "test" "before" #'ignore)
      (should (equal "xbefore" (buffer-string)))
      (skein-compose-leave)
      (should-not (get-buffer "*skein test*")))))

(ert-deftest skein-settings-options ()
  "Options are set, sent, listed and removed; a near name is refused."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      ;; Before the first question they are the new thread's.
      (skein-option "temperature=0.3")
      (should (string-search "temperature=0.3 " (concat (skein-header-line) " ")))
      (skein-test-ask "options")
      (should (skein-test-shows "\"temperature\": 0.3"))
      (skein-option "top-k=40")
      (skein-option "stop=END")
      (should (string-search "stop=[\"END\"]" (skein-header-line)))
      (skein-test-ask "options")
      (should (skein-test-shows "\"top_k\": 40"))
      (save-window-excursion
        (skein-option "")
        (with-current-buffer "*skein options*"
          (should (string-match-p "^temperature +0.3 +this thread$" (buffer-string)))
          (should (string-match-p "^top_k +40 +this thread$" (buffer-string)))
          (should (string-match-p "provider:\n.*seed" (buffer-string)))))
      (dolist (name '("temperature=" "top_k=" "stop="))
        (skein-option name))
      (should-not (skein-get skein-follow-thread :options))
      (dolist (wrong '(("temprature=1" . "did you mean temperature") ("nonsense" . "NAME=VALUE")
                       ("=1" . "NAME=VALUE") ("stream=true" . "no member stream")
                       ("temperature=warm" . "expected a number")))
        (should (string-search (cdr wrong) (cadr (should-error (skein-option (car wrong))
                                                               :type 'user-error))))))))

(ert-deftest skein-settings-header ()
  "The line names the model that answers, and the tokens; a title gives way first."
  (skein-test-with-chat nil
    (skein-test-await (string-search "scripted/scripted" (skein-header-line)))
    (skein-test-ask (concat "say " (make-string 70 ?x)))
    (skein-test-await (string-search "12 tokens" (skein-header-line)))
    (cl-letf (((symbol-function 'window-width) (lambda (&rest _) 70)))
      (should (= 70 (length (skein-header-line))))
      (should (string-suffix-p "2 messages · 12 tokens" (skein-header-line))))
    (skein-turns-note '(:id "x" :totalTokens 2500 :cost 0.0125 :messageIds []))
    (let ((skein-header--currency "EUR"))
      (should (string-suffix-p "2.5k tokens 0.0125 EUR" (skein-header-line))))))

(provide 'skein-settings-tests)
;;; skein-settings-tests.el ends here
