"""Run the command line as `python -m stigmalint`."""

from stigmalint.cli import main

if __name__ == "__main__":
    main()
