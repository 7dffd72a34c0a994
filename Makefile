PYTHON ?= python3
ARGS ?=
COMMANDS := help run tour test quick lint types cases mutants bench crash vendor pictures test-others setup lock clean

.DEFAULT_GOAL := help
.PHONY: $(COMMANDS)

$(COMMANDS):
	@$(PYTHON) dev.py $@ $(ARGS)
