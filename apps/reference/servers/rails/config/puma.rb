# As config/puma.rb of an application; every stream holds a thread.
bind "tcp://127.0.0.1:#{ENV.fetch("PORT")}"
threads 0, 16
