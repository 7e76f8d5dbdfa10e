# Dev, for ../aws: pictures, and who may upload them.
environment    = "dev"
region         = "ap-northeast-1"
assets_host    = "assets.dev.tomoda.life"
app_origins    = ["https://app.dev.tomoda.life", "http://localhost:8081", "http://localhost:8000"]
monthly_budget = 20
alert_email    = "ops@tomoda.life"
